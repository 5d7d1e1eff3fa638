package contacthub.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.contracts.Address;
import contacthub.contracts.Channel;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;

/** What the demo tells does not depend on when it is run. */
class MonthTest {

    private static final Instant NOW = Instant.parse("2026-03-08T10:15:00Z");

    @ParameterizedTest
    @ValueSource(strings = { "2026-03-08T21:05:00Z", "2026-03-09T00:00:01Z", "2027-11-30T05:45:00Z"})
    void tellsTheSameWheneverItRuns(Instant later) {
        assertThat(told(later)).extracting(MonthTest::withoutTime).containsExactlyInAnyOrderElementsOf(
                told(NOW).stream().map(MonthTest::withoutTime).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-03-08T10:15:00Z", "2026-03-08T21:05:00Z", "2026-03-09T00:00:01Z"})
    void tellsOnlyWhatHasHappened(Instant now) {
        assertThat(told(now)).allSatisfy(event -> assertThat(event.time()).isBefore(now));
    }

    @Test
    void identifiesEachEventByItsOwnId() {
        assertThat(told(NOW)).extracting(event -> event.source() + event.id()).doesNotHaveDuplicates();
    }

    @Test
    void givesNoAddressToTwoCustomers() {
        assertThat(new Population(new Shelf(), new Random(1)).people())
                .flatExtracting(Person::all).extracting(Address::ref).doesNotHaveDuplicates();
    }

    @Test
    void usesEveryChannel() {
        assertThat(told(NOW).stream().filter(event -> event.data() instanceof ContactFact.Received)
                .map(event -> ((ContactFact.Received) event.data()).channel()).collect(Collectors.toSet()))
                .containsAll(Channel.names().stream().filter(channel -> !channel.equals("call")).toList());
    }

    private static List<Event<?>> told(Instant now) {
        Random random = new Random(7);
        Past past = new Past(now, random);
        Shelf shelf = new Shelf();
        Month month = new Month(shelf, random, past);
        Shopping shopping = new Shopping(shelf, random, past);
        new Population(shelf, random).people().forEach(person -> {
            month.live(person);
            shopping.live(person);
        });
        List<Event<?>> told = new ArrayList<>(month.introductions());
        told.addAll(month.contacts());
        told.addAll(shopping.events());
        return told;
    }

    /** A call's own times are data, and move with the event's. */
    private static String withoutTime(Event<?> event) {
        return event.id() + Json.text(event.data()).replaceAll("\"(started|answered|ended)\":\"[^\"]*\"", "");
    }
}
