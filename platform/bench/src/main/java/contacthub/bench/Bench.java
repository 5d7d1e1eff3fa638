package contacthub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import contacthub.bench.HttpLoad.Limit;
import contacthub.bench.HttpLoad.Result;
import contacthub.stack.PackagedHub;

/**
 * Measures the packaged hub, started in an empty home and then once more, against baselines of the same machine in the
 * same run, prints one table and adds a line to {@code platform/bench/results.csv}. Run it by
 * {@code platform/bench/run}, or as {@code java -cp … contacthub.bench.Bench ROOT [SECONDS [EVENTS [pages]]]} with the
 * root of a packaged checkout; with {@code pages} it only reads timelines, at 100 thousand and at 10 million entries,
 * and what the console needs there.
 */
final class Bench {

    private static final List<String> SERVICES = List.of("contact", "segment", "notification");
    private static final String CONTACT = "contacthub.contact.received.v1";
    private static final String PURCHASE = "contacthub.purchase.recorded.v1";
    private static final int MANY = 256;
    private static final int FEW = 8;
    private static final int READERS = 32;
    private static final int BATCH = 100;
    private static final int PAGE = 20;
    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;
    private static final int WARM_UP = 60_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("ready on port \\d+ \\(([\\d.]+) s\\)");

    private final PackagedHub hub;
    private final Requests requests;
    private final TimelineTable table;
    private final Report report;
    private final Duration time;
    private final long events;

    private Bench(PackagedHub hub, Report report, Duration time, long events) {
        this.hub = hub;
        this.requests = new Requests(hub.credentials());
        this.table = new TimelineTable(hub);
        this.report = report;
        this.time = time;
        this.events = events;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath().normalize();
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 15);
        long events = arguments.length > 2 ? Long.parseLong(arguments[2]) : 200_000;
        boolean pagesOnly = arguments.length > 3 && arguments[3].equals("pages");
        Report report = new Report(Machine.here(root));
        Path home = root.resolve("platform/bench/target/hub");
        try (PackagedHub hub = PackagedHub.empty(root, home, Map.of())) {
            // Its parts are processes of their own: without this they would outlive an interrupted run.
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
            startAgain(hub, report);
            var bench = new Bench(hub, report, time, events);
            if (pagesOnly) {
                bench.runPages();
            } else {
                bench.run();
            }
        }
        report.print();
        report.append(root.resolve("platform/bench/results" + (pagesOnly ? "-pages" : "") + ".csv"), Clock.systemUTC());
    }

    /** The first run ends with writing the class caches (docs/adr/0017) on which the second and all figures stand. */
    private static void startAgain(PackagedHub hub, Report report) {
        hub.up();
        hub.down();
        long begun = System.nanoTime();
        System.out.println(hub.up());
        report.figure("hub_start_s", "whole hub, second start until ready", (System.nanoTime() - begun) / 1e9, "s",
                "≤ 15 s");
    }

    private void run() throws IOException, SQLException {
        warmUp();
        double accepted = singlePosts();
        halfLoad(accepted / 2);
        batches("contacts", CONTACT, number -> requests.contacts("contacts", number, BATCH));
        batches("purchases", PURCHASE, number -> requests.purchases("purchases", number, BATCH));
        timelineReads();
        memory();
        starts();
    }

    /** What a page costs where the hub is small, and where it is full; both with the statistics PostgreSQL makes itself. */
    private void runPages() throws IOException, SQLException {
        warmUp();
        var history = new History(hub, table);
        history.growTo(SMALL);
        double small = pagesAt(history, "page_small");
        history.growTo(LARGE);
        double large = pagesAt(history, "page_large");
        paint("inbox", List.of(number -> requests.get("/console/"), number -> requests.get("/api/v1/session"),
                number -> requests.get("/api/v1/conversations?status=open&sort=urgent")));
        paint("customer", List.of("", "/card", "/timeline").stream().map(part -> ofCustomers(history, part)).toList());
        report.ratio("page_growth", "page of a customer among " + LARGE + "; baseline: the same among " + SMALL, large,
                small, "/s", "≥ 77 %");
    }

    private LongFunction<byte[]> ofCustomers(History history, String part) {
        List<UUID> customers = history.sample();
        return number -> requests.get("/api/v1/customers/" + Requests.one(customers, number) + part);
    }

    /** The time of the server in a page of the console until it shows what it is for; a browser asks much of it at once. */
    private void paint(String page, List<LongFunction<byte[]>> asked) throws IOException {
        double median = 0;
        double slow = 0;
        for (LongFunction<byte[]> request : asked) {
            post(1, request, Limit.time(time.dividedBy(5)));
            Latencies latencies = post(1, request, Limit.time(time.dividedBy(3))).latencies();
            median += latencies.percentile(0.5).toNanos() / 1e6;
            slow += latencies.percentile(0.99).toNanos() / 1e6;
        }
        String what = "console, " + page + " page: its first requests one after the other, ";
        report.figure("paint_" + page + "_p50_ms", what + "p50 of each", median, "ms", "");
        report.figure("paint_" + page + "_p99_ms", what + "p99 of each", slow, "ms", "< 200 ms");
    }

    private double pagesAt(History history, String name) throws IOException {
        List<UUID> customers = history.sample();
        table.pages(customers, PAGE, FEW, time.dividedBy(3));
        post(READERS, number -> requests.page(customers, number, PAGE), Limit.time(time.dividedBy(3)));
        double plain = table.pages(customers, PAGE, FEW, time);
        Result read = post(READERS, number -> requests.page(customers, number, PAGE), Limit.time(time));
        report.ratio(name, "newest page over HTTP with " + history.entries() + " entries; baseline: the SQL by JDBC",
                read.perSecond(), plain, "/s", "≥ 60 %");
        return read.perSecond();
    }

    private Result post(int connections, LongFunction<byte[]> request, Limit limit) throws IOException {
        Result result = HttpLoad.run(hub.url("contact"), connections, request, limit);
        if (result.refused() > 0) {
            System.out.println(result.refused() + " requests were not accepted");
        }
        return result;
    }

    /** By number, not by time: until the hot path is compiled, its cost is that of the compiler. */
    private void warmUp() throws IOException, SQLException {
        post(MANY, requests::nothing, new Limit(WARM_UP, LONGEST_WARM_UP, 0));
        long before = table.projected();
        Result posted = post(MANY, number -> requests.contact("warm-up", number),
                new Limit(WARM_UP, LONGEST_WARM_UP, 0));
        table.await(before + posted.answered());
        table.awaitQuiet();
    }

    private double singlePosts() throws IOException, SQLException {
        double nothing = post(MANY, requests::nothing, Limit.time(time)).perSecond();
        long before = table.projected();
        Duration processorBefore = processorTime();
        Result posted = post(MANY, number -> requests.contact("single", number), Limit.time(time));
        long shown = table.projected() - before;
        Duration behind = table.await(before + posted.answered());
        double all = posted.answered() / ((posted.took().toNanos() + behind.toNanos()) / 1e9);
        report.ratio("single_accepted", "single posts, accepted durably, 256 connections; baseline: an empty batch to"
                + " the same endpoint", posted.perSecond(), nothing, "/s", "≥ 30 %");
        report.ratio("single_shown", "the same, until all are on timelines", all, nothing, "/s", "");
        report.figure("single_pace", "share on timelines when the last post was answered",
                100.0 * shown / posted.answered(), "%", "keeping pace");
        table.awaitQuiet();
        perEvent("single", "single post", processorBefore, posted.answered());
        return posted.perSecond();
    }

    private void halfLoad(double perSecond) throws IOException, SQLException {
        long before = table.projected();
        Result posted = post(MANY, number -> requests.contact("half", number), Limit.rate(time, perSecond));
        table.await(before + posted.answered());
        table.awaitQuiet();
        report.figure("half_load", "half load", posted.perSecond(), "/s", "");
        report.figure("half_p50_ms", "accepted at half load, p50",
                posted.latencies().percentile(0.5).toNanos() / 1e6, "ms", "");
        report.figure("half_p99_ms", "accepted at half load, p99",
                posted.latencies().percentile(0.99).toNanos() / 1e6, "ms", "< 25 ms");
        report.figure("shown_p99_ms", "taken until inserted into the timeline at half load, p99",
                table.lagMillis("half", CONTACT, 0.99), "ms", "< 150 ms");
    }

    private void batches(String run, String type, LongFunction<byte[]> request) throws IOException, SQLException {
        long before = table.projected();
        long entriesBefore = table.count(type);
        Duration processorBefore = processorTime();
        Result posted = post(FEW, request, Limit.requests(events / BATCH));
        long accepted = posted.answered() * BATCH;
        Duration behind = table.await(before + accepted);
        if (table.count(type) - entriesBefore != accepted) {
            throw new IllegalStateException(accepted + " accepted, but not as many entries of " + type);
        }
        table.awaitQuiet();
        double shown = accepted / ((posted.took().toNanos() + behind.toNanos()) / 1e9);
        report.ratio("batch_" + run,
                run + " in batches of 100, until all are on timelines; baseline: COPY into the same"
                        + " table",
                shown, table.copy(run, type), "/s", "≥ 50 %");
        report.figure("batch_" + run + "_accepted", run + " in batches of 100, accepted durably",
                BATCH * posted.perSecond(), "/s", "");
        perEvent("batch_" + run, run + " in a batch", processorBefore, accepted);
    }

    /** Processor time tells what an event costs even where others use the machine as well. */
    private void perEvent(String name, String what, Duration before, long events) {
        report.figure(name + "_cpu_us", "contact-service, processor time per " + what + ", intake and projection",
                processorTime().minus(before).toNanos() / 1e3 / events, "µs", "");
    }

    private Duration processorTime() {
        return hub.process("contact").info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void timelineReads() throws IOException, SQLException {
        List<UUID> customers = table.customers("contacts");
        table.pages(customers, PAGE, FEW, time.dividedBy(3));
        post(READERS, number -> requests.page(customers, number, PAGE), Limit.time(time.dividedBy(3)));
        double plain = table.pages(customers, PAGE, FEW, time);
        Result read = post(READERS, number -> requests.page(customers, number, PAGE), Limit.time(time));
        report.ratio("page_reads", "newest page of 20 entries over HTTP; baseline: the SQL by JDBC", read.perSecond(),
                plain, "/s", "≥ 60 %");
        report.figure("page_p99_ms", "the same, p99", read.latencies().percentile(0.99).toNanos() / 1e6, "ms", "");
    }

    private void memory() throws IOException {
        for (String service : SERVICES) {
            long[] resident = Machine.residentMegabytes(hub.process(service));
            report.figure(service + "_rss_mb", service + "-service, resident after the load (most ever "
                    + resident[1] + " MB)", resident[0], "MB", "≤ 300 MB");
        }
    }

    private void starts() {
        Map<String, Double> seconds = new HashMap<>();
        for (String service : SERVICES) {
            hub.down(service);
            Matcher said = STARTED.matcher(hub.up(service));
            seconds.put(service, said.find() ? Double.parseDouble(said.group(1)) : Double.NaN);
        }
        SERVICES.forEach(service -> report.figure(service + "_start_s", service + "-service, start until ready",
                seconds.get(service), "s", "≤ 4 s"));
    }
}
