package contacthub.contact.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.contact.imports.LineSplitter.Line;
import contacthub.contact.intake.ReadEvent;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

class LineReaderTest {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String HEADER = "channel;from_type;from.value;text;profile_last;data.source;type;id";

    @Test
    void putsEachCellAtThePlaceItsColumnNames() {
        ReadEvent event = named(csv(HEADER, "web;email;a@b.cc;\"He said \"\"hi\"\"; bye\";Orlova;ad;;7"));
        assertThat(event.errors()).isEmpty();
        assertThat(event.posted().id()).isEqualTo("7");
        assertThat(event.posted().type()).isEqualTo(RECEIVED);
        assertThat(new String(event.posted().data(), UTF_8)).isEqualTo(
                "{\"channel\":\"web\",\"from\":{\"type\":\"email\",\"value\":\"a@b.cc\"},"
                        + "\"text\":\"He said \\\"hi\\\"; bye\",\"profile\":{\"last\":\"Orlova\"},\"source\":\"ad\"}");
    }

    @Test
    void givesLinesWithoutAnIdTheSameOneInEveryImportAndEqualLinesDifferentOnes() {
        String first = nameless().named(1).posted().id();
        assertThat(nameless().named(1).posted().id()).isEqualTo(first);
        assertThat(nameless().named(2).posted().id()).isNotEqualTo(first);
        Reading.Nameless underOtherHeader = (Reading.Nameless) csv(HEADER.replace("profile_last", "profile_first"),
                "web;email;a@b.cc;x;y;;;");
        assertThat(underOtherHeader.named(1).posted().id()).isNotEqualTo(first);
    }

    private static Reading.Nameless nameless() {
        return (Reading.Nameless) csv(HEADER, "web;email;a@b.cc;x;y;;;");
    }

    @Test
    void keepsTheOwnIdAndTimeOfAPlainContact() {
        ReadEvent event = named(json("{\"id\":\"k\",\"time\":\"2026-03-02T09:15:00+03:00\",\"channel\":\"web\","
                + "\"from\":{\"type\":\"email\",\"value\":\"a@b.cc\"},\"text\":\"x\"}"));
        assertThat(event.errors()).isEmpty();
        assertThat(event.posted().id()).isEqualTo("k");
        assertThat(event.posted().time()).isEqualTo("2026-03-02T06:15:00Z");
        assertThat(Json.read(event.posted().data(), com.fasterxml.jackson.databind.JsonNode.class).has("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "email,a@b.cc,hello", "from_value,,text", "from_value,from_value", "\"from_value"})
    void refusesWhatCannotBeAHeader(String line) {
        assertThatThrownBy(() -> CsvHeader.read(line)).isInstanceOf(Problem.class).hasMessageStartingWith("header: ");
    }

    private static ReadEvent named(Reading reading) {
        return ((Reading.Named) reading).event();
    }

    private static Reading csv(String header, String line) {
        return read(Optional.of(CsvHeader.read(header)), line);
    }

    private static Reading json(String line) {
        return read(Optional.empty(), line);
    }

    private static Reading read(Optional<CsvHeader> csv, String line) {
        return new LineReader("/test", RECEIVED, csv).read(new Line(1, line.getBytes(UTF_8), Optional.empty()));
    }
}
