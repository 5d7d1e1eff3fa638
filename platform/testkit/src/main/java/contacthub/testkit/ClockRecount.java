package contacthub.testkit;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Response times counted once more, in plain Java from nothing but the clocks' logs, for comparison with what the reports
 * say. Knows nothing of the rows that reports are counted from.
 */
public final class ClockRecount {

    private static final String LOG = """
            SELECT l.*, k.kind AS clock, c.channel, c.kind AS about FROM clock_log l JOIN sla_clock k ON k.id = l.clock_id
            JOIN conversation c ON c.id = k.conversation_id
            WHERE k.started_at >= ? AND k.started_at < ? ORDER BY l.clock_id, l.seq""";
    private static final List<String> COLUMNS = List.of("count", "met", "hit_rate", "unanswered", "average_seconds",
            "median_seconds", "p90_seconds", "p95_seconds", "average_working_seconds", "median_working_seconds",
            "p90_working_seconds", "p95_working_seconds");
    private static final Comparator<List<String>> ORDER = Comparator.comparing(List::toString);
    private static final List<Double> PARTS = List.of(0.5, 0.9, 0.95);

    private final List<Span> spans;

    private ClockRecount(List<Span> spans) {
        this.spans = spans;
    }

    /** How much working time of a calendar there is between two moments. */
    @FunctionalInterface
    public interface Working {

        /** The time; the calendar is never null. */
        Duration between(String calendar, Instant from, Instant to);
    }

    /** A clock that ended, with its times in microseconds where there was an answer. */
    private record Span(Line last, boolean met, String operator, Long actual, Long working) {}

    private record Line(UUID id, String act, Instant at, Instant started, Instant due, String clock, String channel,
            String about, String segment, String policy, long version, String calendar, String operator) {

        static Line of(ResultSet row) throws SQLException {
            return new Line(row.getObject("clock_id", UUID.class), row.getString("act"), time(row, "at"),
                    time(row, "started_at"), time(row, "due_after"), row.getString("clock"), row.getString("channel"),
                    row.getString("about"), row.getString("segment"), row.getString("policy"),
                    row.getLong("policy_version"), row.getString("calendar"), row.getString("operator"));
        }

        private static Instant time(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }

    /** Reads the logs of all clocks that began in a stretch of time. */
    public static ClockRecount read(Connection connection, Instant from, Instant to, Working working)
            throws SQLException {
        Map<UUID, List<Line>> logs = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(LOG)) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            select.setObject(2, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Line line = Line.of(row);
                    logs.computeIfAbsent(line.id, any -> new ArrayList<>()).add(line);
                }
            }
        }
        return new ClockRecount(
                logs.values().stream().map(log -> fold(log, working)).filter(Objects::nonNull).toList());
    }

    /** How many clocks ended. */
    public int size() {
        return spans.size();
    }

    /** What became of a clock by its log; nothing where it has not ended. */
    private static Span fold(List<Line> log, Working working) {
        Line answered = null;
        boolean passed = false;
        boolean cancelled = false;
        Instant due = null;
        for (Line line : log) {
            switch (line.act) {
                case "breach" -> passed = true;
                case "meet" -> {
                    answered = line;
                    passed = line.at.isAfter(line.due);
                    cancelled = false;
                }
                case "resume" -> {
                    answered = null;
                    cancelled = false;
                }
                case "cancel" -> {
                    answered = null;
                    cancelled = true;
                }
                case "re-target" -> passed = passed && !line.due.isAfter(due);
                default -> {
                    // Beginnings, pauses and warnings end nothing.
                }
            }
            due = line.due;
        }
        Line last = log.get(log.size() - 1);
        if (cancelled || answered == null && !passed) {
            return null;
        }
        return answered == null
                ? new Span(last, false, null, null, null)
                : new Span(last, !passed, answered.operator, last.started.until(answered.at, ChronoUnit.MICROS),
                        worked(log, answered.at, working));
    }

    /** From the beginning to the end without the pauses, by the calendar that held for each part. */
    private static long worked(List<Line> log, Instant end, Working working) {
        Line last = log.get(log.size() - 1);
        Instant since = last.started;
        String calendar = log.get(0).calendar;
        Duration sum = Duration.ZERO;
        for (Line line : log) {
            if (since != null && line.at.isAfter(since) && !line.at.isAfter(end)) {
                sum = sum.plus(between(calendar, since, line.at, working));
                since = line.at;
            }
            if (line.act.equals("pause")) {
                since = null;
            } else if (line.act.equals("resume")) {
                since = line.at;
            }
            calendar = line.calendar;
        }
        return sum.toNanos() / 1_000;
    }

    private static Duration between(String calendar, Instant from, Instant to, Working working) {
        return calendar == null ? Duration.between(from, to) : working.between(calendar, from, to);
    }

    /** The cells of a report as they must be, by kind of clock and group, in the order of the report's columns. */
    public Map<List<String>, List<String>> cells(String by, ZoneId zone) {
        Function<Span, String> group = group(by, zone);
        Map<List<String>, List<Span>> groups = spans.stream()
                .collect(groupingBy(
                        span -> List.of(span.last.clock, Objects.requireNonNullElse(group.apply(span), ""))));
        Map<List<String>, List<String>> cells = new TreeMap<>(ORDER);
        groups.forEach((key, members) -> cells.put(key, count(members)));
        return cells;
    }

    /** The same cells as a report in CSV tells them. */
    public static Map<List<String>, List<String>> cells(String csv) {
        Map<List<String>, List<String>> cells = new TreeMap<>(ORDER);
        for (Map<String, String> row : CsvTable.of(csv, ',')) {
            cells.put(List.of(row.get("clock"), row.get("group")), COLUMNS.stream().map(row::get)
                    .map(value -> value.isEmpty() ? "" : text(new BigDecimal(value))).toList());
        }
        return cells;
    }

    private static Function<Span, String> group(String by, ZoneId zone) {
        Function<Span, ZonedDateTime> began = span -> span.last.started.atZone(zone);
        return switch (by) {
            case "clock" -> span -> span.last.clock;
            case "operator" -> Span::operator;
            case "channel" -> span -> span.last.channel;
            case "kind" -> span -> span.last.about;
            case "segment" -> span -> span.last.segment;
            case "policy" -> span -> span.last.policy;
            case "policy_version" -> span -> span.last.policy + " " + span.last.version;
            case "hour" -> began.andThen(DateTimeFormatter.ofPattern("HH")::format);
            case "weekday" -> began.andThen(at -> at.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT));
            case "day" -> began.andThen(DateTimeFormatter.ISO_LOCAL_DATE::format);
            default -> throw new IllegalArgumentException(by);
        };
    }

    private static List<String> count(List<Span> spans) {
        long met = spans.stream().filter(Span::met).count();
        long unanswered = spans.stream().filter(span -> span.actual == null).count();
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(spans.size()));
        cells.add(Long.toString(met));
        cells.add(text(BigDecimal.valueOf(met).divide(BigDecimal.valueOf(spans.size()), 4, RoundingMode.HALF_UP)));
        cells.add(Long.toString(unanswered));
        cells.addAll(times(spans.stream().map(Span::actual).filter(Objects::nonNull).sorted().toList()));
        cells.addAll(times(spans.stream().map(Span::working).filter(Objects::nonNull).sorted().toList()));
        return cells;
    }

    /** Average, median and the 90 % and 95 % points, which lie between the two nearest values in proportion. */
    private static List<String> times(List<Long> sorted) {
        if (sorted.isEmpty()) {
            return List.of("", "", "", "");
        }
        List<String> times = new ArrayList<>();
        BigDecimal sum = sorted.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        times.add(seconds(sum.divide(BigDecimal.valueOf(sorted.size()), MathContext.DECIMAL128)));
        for (double part : PARTS) {
            double place = part * (sorted.size() - 1);
            long below = sorted.get((int) Math.floor(place));
            long above = sorted.get((int) Math.ceil(place));
            times.add(seconds(BigDecimal.valueOf(below + (place - Math.floor(place)) * (above - below))));
        }
        return times;
    }

    private static String seconds(BigDecimal micros) {
        return text(micros.movePointLeft(6).setScale(3, RoundingMode.HALF_UP));
    }

    /** A number without zeros at its end, as both sides are compared. */
    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
