package contacthub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A year of a simulated call centre, with when each call was answered and whether that was within a minute. It is told
 * as of a year that ended lately, whole weeks later than in the data, because the hub believes no time that is years ago.
 */
public final class CallCentre {

    private static final String FILE = "contacts/callcentre-sim/simulated_call_centre.csv.gz";
    private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);
    private static final int DAYS = 365;
    private static final int OPERATORS = 7;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm:ss a", Locale.US);

    private final List<Map<String, String>> rows;
    private final String run;
    private final long later;

    private CallCentre(List<Map<String, String>> rows, String run) {
        this.rows = rows;
        this.run = run;
        long days = ChronoUnit.DAYS.between(FIRST.plusDays(DAYS), LocalDate.now(ZoneOffset.UTC)) - 1;
        this.later = days - days % 7;
    }

    /**
     * The calls; the test that asks is skipped where the data is absent.
     *
     * @param run makes calls and callers of one posting differ from those of another
     */
    public static CallCentre found(String run) {
        Path file = PublicData.require(FILE);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new CallCentre(CsvTable.of(new String(in.readAllBytes(), UTF_8), ','), run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only the first so many. */
    public CallCentre first(int calls) {
        return new CallCentre(rows.subList(0, calls), run);
    }

    /** When its year begins. */
    public Instant begins() {
        return FIRST.plusDays(later).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** When it has ended. */
    public Instant ends() {
        return begins().plus(DAYS, ChronoUnit.DAYS);
    }

    /** How many there are. */
    public int size() {
        return rows.size();
    }

    /** How many were answered within a minute, by the times of the data. */
    public long inTime() {
        return rows.stream().filter(this::isInTime).count();
    }

    /** Of how many the data says otherwise: its waiting times are rounded apart from its times. */
    public long otherwiseStated() {
        return rows.stream().filter(row -> isInTime(row) != row.get("meets_standard").equals("TRUE")).count();
    }

    private boolean isInTime(Map<String, String> row) {
        return !at(row, "call_answered").isAfter(at(row, "call_started").plusSeconds(60));
    }

    /** Each as an event. The data names no operators: seven take the calls in turn. */
    public List<Map<String, Object>> events() {
        return rows.stream().map(this::event).toList();
    }

    private Map<String, Object> event(Map<String, String> row) {
        int id = Integer.parseInt(row.get("call_id"));
        Instant started = at(row, "call_started");
        return Map.of("specversion", "1.0", "source", "/callcentre-sim/" + run, "id", "call/" + id, "type",
                "contacthub.call.recorded.v1", "time", started.toString(), "data",
                Map.of("direction", "in", "from", Map.of("type", "external", "value", run + "caller/" + id), "started",
                        started.toString(), "answered", at(row, "call_answered").toString(), "ended",
                        at(row, "call_ended").toString(), "operator", "operator " + id % OPERATORS));
    }

    private Instant at(Map<String, String> row, String column) {
        return LocalDate.parse(row.get("date")).plusDays(later).atTime(LocalTime.parse(row.get(column), TIME))
                .toInstant(ZoneOffset.UTC);
    }
}
