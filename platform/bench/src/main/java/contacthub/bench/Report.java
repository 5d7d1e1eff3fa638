package contacthub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one table, and the same figures as a line of CSV. */
final class Report {

    private static final String NAMES_START = "time";

    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();

    Report(Machine machine) {
        this.machine = machine;
    }

    /** One figure; beside it what it is compared with, where there is such a thing. */
    private record Row(String name, String what, double value, String unit, Double baseline, String goal) {

        String table() {
            return "| %s | %s | %s | %s | %s |".formatted(what, shown(value) + " " + unit,
                    baseline == null ? "" : shown(baseline) + " " + unit,
                    baseline == null ? "" : Math.round(100 * value / baseline) + " %", goal);
        }

        Stream<String> names() {
            return baseline == null ? Stream.of(name) : Stream.of(name, name + "_baseline");
        }

        Stream<Double> values() {
            return baseline == null ? Stream.of(value) : Stream.of(value, baseline);
        }

        private static String shown(double value) {
            return value >= 100
                    ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%.1f", value);
        }
    }

    void ratio(String name, String what, double value, double baseline, String unit, String goal) {
        add(new Row(name, what, value, unit, baseline, goal));
    }

    void figure(String name, String what, double value, String unit, String goal) {
        add(new Row(name, what, value, unit, null, goal));
    }

    private void add(Row row) {
        rows.add(row);
        System.out.println(row.table());
    }

    void print() {
        System.out.printf("%n%s, %d processors, %,d MB, Java %s, commit %s, load before %s%n%n", machine.processor(),
                machine.processors(), machine.memoryMegabytes(), machine.java(), machine.commit(),
                machine.loadBefore());
        System.out.println("| what | hub | baseline | ratio | goal |\n| --- | --- | --- | --- | --- |");
        rows.forEach(row -> System.out.println(row.table()));
    }

    /** Adds a line, under a line of names of its own where the figures are others than those before. */
    void append(Path file, Clock clock) throws IOException {
        String names = NAMES_START + ",commit,processor,processors,java,load_before,"
                + rows.stream().flatMap(Row::names).collect(Collectors.joining(","));
        if (!names.equals(newestNames(file))) {
            write(file, names);
        }
        String figures = rows.stream().flatMap(Row::values).map(value -> String.format(Locale.ROOT, "%.1f", value))
                .collect(Collectors.joining(","));
        write(file, String.join(",", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), machine.commit(),
                machine.processor().replace(",", " "), Integer.toString(machine.processors()), machine.java(),
                machine.loadBefore(), figures));
    }

    private static String newestNames(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.stream().filter(line -> line.startsWith(NAMES_START)).reduce("", (one, later) -> later);
    }

    private static void write(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
