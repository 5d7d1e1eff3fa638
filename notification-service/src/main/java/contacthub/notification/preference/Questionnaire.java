package contacthub.notification.preference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import contacthub.contracts.Json;
import contacthub.notification.preference.RecordingConsent.Said;
import contacthub.runtime.web.Problem;

/** What one customer answered on a questionnaire: one line of a CSV file whose first line names the columns. */
record Questionnaire(Map<String, String> answers) {

    /** In the order of the guide; customer is the only one that must be there. */
    static final List<String> COLUMNS = List.of("customer", "channels", "phone", "messenger", "language", "zone",
            "form_of_address", "quiet_hours", "granted", "withdrawn", "wording", "source", "at");

    private static final Set<String> WISHES = Set.of("phone", "messenger", "language", "zone", "form_of_address");
    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();
    private static final int MOST = 5_000;

    /** All lines of a file; a problem where it is no such file or has too many. */
    static List<Questionnaire> read(byte[] file) {
        try (MappingIterator<Map<String, String>> rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(file == null ? new byte[0] : file)) {
            List<Questionnaire> all = new ArrayList<>();
            while (rows.hasNext()) {
                all.add(new Questionnaire(rows.next()));
                if (all.size() > MOST) {
                    throw Problem.tooLarge("body", "has more than " + MOST + " lines");
                }
            }
            if (all.isEmpty() || !all.get(0).answers.containsKey("customer")) {
                throw noFile();
            }
            return all;
        } catch (IOException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : noFile();
        }
    }

    private static Problem noFile() {
        return Problem.invalid("body", "must be CSV whose first line names the columns: " + String.join(", ", COLUMNS));
    }

    String customer() {
        return answer("customer");
    }

    /** What is wished for; a problem that names what is wrong. */
    PreferencesPatch patch() {
        answers.keySet().stream().filter(column -> !COLUMNS.contains(column)).findFirst().ifPresent(column -> {
            throw Problem.invalid(column, "is no column: " + String.join(", ", COLUMNS));
        });
        ObjectNode patch = Json.MAPPER.createObjectNode();
        WISHES.stream().filter(wish -> !answer(wish).isEmpty()).forEach(wish -> patch.put(wish, answer(wish)));
        if (!answer("channels").isEmpty()) {
            ArrayNode channels = patch.putArray("channels");
            words("channels").forEach(channels::add);
        }
        if (!answer("quiet_hours").isEmpty()) {
            patch.set("quiet_hours", Json.MAPPER.valueToTree(quietHours().shown()));
        }
        return PreferencesPatch.read(patch.toString().getBytes(StandardCharsets.UTF_8));
    }

    private QuietHours quietHours() {
        try {
            return QuietHours.daily(answer("quiet_hours"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("quiet_hours", e.getMessage());
        }
    }

    /** What is allowed and what no longer; a problem that names what is wrong. */
    List<Said> consents() {
        List<Said> consents = new ArrayList<>();
        words("granted").forEach(one -> consents.add(said("granted", one, RecordingConsent.GRANTED)));
        words("withdrawn").forEach(one -> consents.add(said("withdrawn", one, RecordingConsent.WITHDRAWN)));
        return consents;
    }

    private Said said(String column, String one, String status) {
        String[] parts = one.split(":", -1);
        if (parts.length != 2) {
            throw Problem.invalid(column, "must be purposes on channels, such as offer:sms reminder:call");
        }
        return new Said(parts[0], parts[1], status, nothing("wording"), nothing("source"), at());
    }

    /** The ledger keeps when it was said, and knows the same word again by it. */
    private Instant at() {
        try {
            return OffsetDateTime.parse(answer("at")).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid("at", "must say when consent was given, such as 2026-03-02T09:00:00Z");
        }
    }

    private List<String> words(String column) {
        return Arrays.stream(answer(column).split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private String nothing(String column) {
        return answer(column).isEmpty() ? null : answer(column);
    }

    private String answer(String column) {
        return answers.getOrDefault(column, "");
    }
}
