package contacthub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import contacthub.bench.ClockTables.Fired;
import contacthub.bench.HttpLoad.Limit;
import contacthub.stack.PackagedHub;

/**
 * Measures what clocks promise, with two instances of contact-service and a million clocks open: how late they fire while
 * 10,000 fall due in a minute and one instance is killed in the middle of it, and how many fire a second when 200,000 are
 * overdue at the start, beside plain SQL. Run it by {@code platform/bench/run clocks}; {@code BENCH_CLOCKS} sets how many
 * are open.
 */
final class ClocksBench {

    private static final int OPEN = 1_000_000;
    private static final int IN_A_MINUTE = 10_000;
    private static final int OVERDUE = 200_000;
    private static final Duration AHEAD = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PackagedHub hub;
    private final Report report;
    private final ClockTables tables;
    private final long open;

    private ClocksBench(PackagedHub hub, Report report, long open) {
        this.hub = hub;
        this.report = report;
        this.tables = new ClockTables(hub);
        this.open = open;
    }

    /** Takes the root of a packaged checkout. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        long open = Long.parseLong(System.getenv().getOrDefault("BENCH_CLOCKS", Integer.toString(OPEN)));
        Report report = new Report(Machine.here(root));
        Path home = root.resolve("platform/bench/target/hub-clocks");
        try (PackagedHub hub = PackagedHub.emptyWithTwoContacts(root, home)) {
            // Its parts are processes of their own: without this they would outlive an interrupted run.
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
            hub.up("postgres", "kafka", "contact", "contact-2");
            // Class caches are written when a service ends; only the very first start of a build is without.
            hub.down("contact");
            hub.down("contact-2");
            hub.up("contact", "contact-2");
            var bench = new ClocksBench(hub, report, open);
            bench.fill();
            bench.minute();
            bench.overdue();
        }
        report.print();
        report.append(root.resolve("platform/bench/results-clocks.csv"), Clock.systemUTC());
    }

    private void fill() throws IOException, SQLException {
        var requests = new Requests(hub.credentials());
        ask(requests.policy("clocks", Duration.ofDays(ClockTables.TARGET_DAYS)));
        ask(requests.contactAt("clocks", Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS)));
        tables.keepTemplate("bench-clocks/0");
        tables.load(0, open, "now() + interval '1 day' + n % 2000000 * interval '1 second'");
        report.figure("open", "clocks open", tables.open(), "", "1,000,000");
    }

    private void ask(byte[] request) throws IOException {
        if (HttpLoad.run(hub.url("contact"), 1, number -> request, Limit.requests(1)).refused() > 0) {
            throw new IllegalStateException("the hub refuses what the benchmark needs");
        }
    }

    /** One instance is killed while half of the minute's clocks are still to come. */
    private void minute() throws SQLException {
        try (BreachFacts facts = new BreachFacts(hub.bootstrapServers())) {
            minute(facts);
        }
    }

    private void minute(BreachFacts facts) throws SQLException {
        Instant first = Instant.now().plus(AHEAD);
        tables.load(open, open + IN_A_MINUTE, "timestamptz '%s' + (n - %d) * interval '%d microseconds'"
                .formatted(first, open, MINUTE.toNanos() / 1000 / IN_A_MINUTE));
        if (Instant.now().isAfter(first)) {
            throw new IllegalStateException("loading took until the first clock was due: use a quieter machine");
        }
        sleepUntil(first.plus(MINUTE.dividedBy(2)));
        hub.kill("contact");
        sleepUntil(first.plus(MINUTE));
        Set<String> clocks = clocks(open, IN_A_MINUTE);
        await(facts, clocks);
        Fired fired = tables.fired(open, open + IN_A_MINUTE);
        once(fired, facts, clocks);
        report.figure("late_p50_ms", "10,000 due in a minute, one of two instances killed: late, p50", fired.median(),
                "ms", "");
        report.figure("late_p99_ms", "the same, p99", fired.p99(), "ms", "");
        report.figure("late_max_ms", "the same, most", fired.most(), "ms", "≤ 1,000 ms");
        List<Long> late = facts.lateMillis(clocks);
        report.figure("told_p99_ms", "the same, on the topic, p99", late.get(late.size() * 99 / 100), "ms", "");
        report.figure("told_max_ms", "the same, on the topic, most", late.get(late.size() - 1), "ms", "");
        report.figure("repeated", "events that came again under the same id", facts.repeated(), "", "");
    }

    private void once(Fired fired, BreachFacts facts, Set<String> clocks) {
        String said = clocks.size() + " clocks due, " + fired.clocks() + " fired with " + fired.lines()
                + " lines of the log, " + fired.early() + " early, " + facts.told(clocks) + " told, "
                + facts.twice(clocks) + " twice";
        System.out.println(said);
        if (fired.clocks() != clocks.size() || fired.lines() != clocks.size() || fired.early() > 0
                || facts.twice(clocks) > 0) {
            throw new IllegalStateException(said);
        }
    }

    /** The topic is read when all have fired: reading it meanwhile would take from what is measured. */
    private void overdue() throws SQLException {
        hub.kill("contact-2");
        long from = open + IN_A_MINUTE;
        tables.load(from, from + OVERDUE, "now() - interval '1 hour' + (n - %d) * interval '10 milliseconds'"
                .formatted(from));
        double plain = tables.plain();
        hub.up("contact", "contact-2");
        until(() -> tables.overdue() == 0, () -> tables.overdue() + " clocks are due still");
        Fired fired = tables.fired(from, from + OVERDUE);
        try (BreachFacts facts = new BreachFacts(hub.bootstrapServers())) {
            Set<String> clocks = clocks(from, OVERDUE);
            await(facts, clocks);
            once(fired, facts, clocks);
        }
        report.ratio("overdue", "200,000 overdue at the start of two instances, fired; baseline: plain SQL on copies of"
                + " the tables over two connections", OVERDUE / fired.seconds(), plain, "/s", "≥ 10,000/s");
    }

    private static Set<String> clocks(long from, int many) {
        return LongStream.range(from, from + many).mapToObj(ClockTables::id).collect(Collectors.toSet());
    }

    private static void await(BreachFacts facts, Set<String> clocks) throws SQLException {
        until(() -> facts.told(clocks) == clocks.size(),
                () -> "only " + facts.told(clocks) + " of " + clocks.size() + " are told");
    }

    private static void until(Query<Boolean> reached, Query<String> where) throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.now()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(where.now());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** What is to be found out now. */
    private interface Query<T> {

        T now() throws SQLException;
    }

    private static void sleepUntil(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
