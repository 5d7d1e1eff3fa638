package contacthub.notification.preference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/**
 * The hours of the week in which somebody is left in peace (spec 50): windows that belong to the day they begin on and
 * may run past midnight. Outside of them there is always an hour a week to write in.
 */
public final class QuietHours {

    /** Nobody is left in peace. */
    public static final QuietHours NONE = new QuietHours(Map.of());

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final int AN_HOUR = 60;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<DayOfWeek, List<Window>> windows;

    private QuietHours(Map<DayOfWeek, List<Window>> windows) {
        this.windows = windows;
    }

    /** Minutes of the day; a window whose end is not after its start ends on the next day. */
    private record Window(int from, int to) {

        static Window of(String from, String to) {
            return new Window(minutes(from), minutes(to));
        }

        private static int minutes(String time) {
            return Integer.parseInt(time.substring(0, 2)) * AN_HOUR + Integer.parseInt(time.substring(3));
        }

        int length() {
            return to > from ? to - from : DAY - from + to;
        }

        Instant start(LocalDate day, ZoneId zone) {
            return at(day, from).atZone(zone).toInstant();
        }

        /** Where clocks are put back over it, the later of the two. */
        Instant end(LocalDate day, ZoneId zone) {
            return at(day, from + length()).atZone(zone).withLaterOffsetAtOverlap().toInstant();
        }

        private static LocalDateTime at(LocalDate day, int minutes) {
            return day.plusDays(minutes / DAY).atTime(LocalTime.MIN.plusMinutes(minutes % DAY));
        }

        List<String> shown() {
            return List.of(shown(from), shown(to));
        }

        private static String shown(int minutes) {
            return minutes == DAY ? "24:00" : LocalTime.MIN.plusMinutes(minutes).format(HOURS);
        }
    }

    /**
     * Reads them as {@code {"mon": [["22:00", "08:00"]], …}}; a day that is absent has no window. What is wrong goes to
     * {@code wrong}, by its field and why.
     */
    static QuietHours read(String field, JsonNode week, BiConsumer<String, String> wrong) {
        Map<DayOfWeek, List<Window>> windows = new EnumMap<>(DayOfWeek.class);
        if (!week.isObject()) {
            wrong.accept(field, "must be an object of days, such as {\"mon\": [[\"22:00\", \"08:00\"]]}");
            return NONE;
        }
        week.properties().forEach(day -> dayNamed(day.getKey()).ifPresentOrElse(
                weekday -> windows.put(weekday, day(field + "." + day.getKey(), day.getValue(), wrong)),
                () -> wrong.accept(field + "." + day.getKey(), "must be one of mon, tue, wed, thu, fri, sat, sun")));
        if (isTooMuch(windows)) {
            wrong.accept(field, "must leave an hour a week to write in");
        }
        return new QuietHours(windows);
    }

    /** The same each day, as {@code 22:00-08:00}; nothing for none. */
    public static QuietHours daily(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        String[] times = text.strip().split("-", -1);
        if (times.length != 2 || !isWindow(times[0], times[1])) {
            throw new IllegalArgumentException("quiet hours must be such as 22:00-08:00, not " + text);
        }
        Map<DayOfWeek, List<Window>> windows = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).forEach(day -> windows.put(day, List.of(Window.of(times[0], times[1]))));
        if (isTooMuch(windows)) {
            throw new IllegalArgumentException("quiet hours must leave some hour to write in");
        }
        return new QuietHours(windows);
    }

    /** From the form they are kept in. */
    static QuietHours parse(String kept) {
        return read("quiet_hours", Json.read(kept.getBytes(UTF_8), JsonNode.class), (field, flaw) -> {
            throw new IllegalStateException(field + " " + flaw);
        });
    }

    /** When they are over, where they are on at this moment in this zone. */
    public Optional<Instant> endAfter(Instant moment, ZoneId zone) {
        Instant end = moment;
        for (Optional<Instant> next = endOfOne(end, zone); next.isPresent(); next = endOfOne(end, zone)) {
            end = next.get();
        }
        return end.equals(moment) ? Optional.empty() : Optional.of(end);
    }

    private Optional<Instant> endOfOne(Instant moment, ZoneId zone) {
        LocalDate today = ZonedDateTime.ofInstant(moment, zone).toLocalDate();
        return List.of(today.minusDays(1), today).stream()
                .flatMap(day -> windows.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                        .filter(window -> !moment.isBefore(window.start(day, zone)))
                        .map(window -> window.end(day, zone)))
                .filter(moment::isBefore).max(Instant::compareTo);
    }

    /** As facts tell them: {@code mon 22:00-08:00} and so on. */
    List<String> told() {
        return windows.entrySet().stream().flatMap(day -> day.getValue().stream()
                .map(window -> name(day.getKey()) + " " + String.join("-", window.shown()))).toList();
    }

    /** By day, as they are read. */
    Map<String, List<List<String>>> shown() {
        Map<String, List<List<String>>> shown = new LinkedHashMap<>();
        windows.forEach((day, all) -> shown.put(name(day), all.stream().map(Window::shown).toList()));
        return shown;
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static Optional<DayOfWeek> dayNamed(String name) {
        return Arrays.stream(DayOfWeek.values()).filter(day -> name(day).equals(name)).findFirst();
    }

    private static List<Window> day(String field, JsonNode day, BiConsumer<String, String> wrong) {
        List<Window> windows = new ArrayList<>();
        if (!day.isArray()) {
            wrong.accept(field, "must be a list of windows, such as [[\"22:00\", \"08:00\"]]");
        }
        for (int i = 0; day.isArray() && i < day.size(); i++) {
            window(field + "[" + i + "]", day.get(i), wrong).ifPresent(windows::add);
        }
        return windows;
    }

    private static Optional<Window> window(String field, JsonNode pair, BiConsumer<String, String> wrong) {
        if (!pair.isArray() || pair.size() != 2 || !isWindow(pair.get(0).asText(), pair.get(1).asText())) {
            wrong.accept(field, "must be two different times, such as [\"22:00\", \"08:00\"]");
            return Optional.empty();
        }
        return Optional.of(Window.of(pair.get(0).asText(), pair.get(1).asText()));
    }

    private static boolean isWindow(String from, String to) {
        return TIME.matcher(from).matches() && TIME.matcher(to).matches() && !from.equals(to)
                && !from.equals("24:00");
    }

    private static boolean isTooMuch(Map<DayOfWeek, List<Window>> windows) {
        BitSet quiet = new BitSet(WEEK);
        windows.forEach((day, all) -> all.forEach(window -> {
            int start = day.ordinal() * DAY + window.from;
            quiet.set(start, Math.min(start + window.length(), WEEK));
            quiet.set(0, Math.max(start + window.length() - WEEK, 0));
        }));
        return quiet.cardinality() > WEEK - AN_HOUR;
    }
}
