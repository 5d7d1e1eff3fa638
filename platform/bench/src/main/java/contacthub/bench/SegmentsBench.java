package contacthub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

import contacthub.stack.PackagedHub;

/**
 * Measures what segments promise: how soon a purchase shows as a segment on its customer's timeline while 2,000 purchases
 * a second arrive, and how long a full recalculation takes beside the plain aggregate of PostgreSQL over the same
 * purchases. Run it by {@code platform/bench/run segments}; {@code BENCH_CUSTOMERS} sets the size, ten purchases each.
 */
final class SegmentsBench {

    private static final int CUSTOMERS = 1_000_000;
    private static final double PER_SECOND = 2_000;
    private static final int CONNECTIONS = 32;

    private final PackagedHub hub;
    private final Report report;
    private final SegmentTables tables;

    private SegmentsBench(PackagedHub hub, Report report) {
        this.hub = hub;
        this.report = report;
        this.tables = new SegmentTables(hub);
    }

    /** Takes the root of a packaged checkout, and how many seconds purchases arrive. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        int customers = Integer.parseInt(System.getenv().getOrDefault("BENCH_CUSTOMERS", Integer.toString(CUSTOMERS)));
        Report report = new Report(Machine.here(root));
        try (PackagedHub hub = PackagedHub.empty(root, root.resolve("platform/bench/target/hub-segments"), Map.of())) {
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
            hub.up();
            var bench = new SegmentsBench(hub, report);
            bench.arrivals(time);
            bench.recalculations(customers);
        }
        report.print();
        report.append(root.resolve("platform/bench/results-segments.csv"), Clock.systemUTC());
    }

    private void arrivals(Duration time) throws IOException, SQLException {
        run("warm", time);
        long shown = run("live", time);
        SegmentTables.Lag lag = tables.lag("live", shown);
        report.figure("segment_p50_ms",
                "purchase taken until its segment is on the timeline, at 2,000 purchases/s, p50",
                lag.median(), "ms", "");
        report.figure("segment_kept_p50_ms", "of it until the purchase is on the timeline, p50", lag.kept(), "ms", "");
        report.figure("segment_decided_p50_ms", "of it until segment-service has decided, p50", lag.decided(), "ms",
                "");
        report.figure("segment_p99_ms", "the same, p99", lag.most(), "ms", "< 1,000 ms");
        report.figure("segment_max_ms", "the same, slowest of " + lag.customers(), lag.longest(), "ms", "< 1,000 ms");
    }

    /** Posts purchases for a while; answers how many customers are new among them. */
    private long run(String run, Duration time) throws IOException, SQLException {
        var purchases = new SegmentPurchases(hub.credentials(), run);
        HttpLoad.Result posted = HttpLoad.run(hub.url("contact"), CONNECTIONS, purchases::batch,
                HttpLoad.Limit.rate(time, PER_SECOND / SegmentPurchases.BATCH));
        report.figure("arrivals_" + run, "purchases arriving (" + run + ")",
                posted.perSecond() * SegmentPurchases.BATCH, "/s", "2,000/s");
        tables.awaitEntered(run, posted.answered());
        return posted.answered();
    }

    private void recalculations(int customers) throws IOException, SQLException {
        hub.down("contact");
        hub.down("notification");
        tables.forget();
        tables.fill(customers);
        report.figure("fill_s", "first recalculation: everybody's scores and segments are made and told",
                recalculate(customers), "s", "");
        tables.awaitTold();
        double before = tables.aggregate();
        double took = recalculate(0);
        double after = tables.aggregate();
        report.ratio("recalculation_s",
                "full recalculation of " + customers + " customers, 10 purchases each; baseline: "
                        + "max, count and sum of the same purchases by customer in SQL",
                took, (before + after) / 2, "s",
                "≤ 300 %");
        long[] resident = Machine.residentMegabytes(hub.process("segment"));
        report.figure("segment_rss_mb", "segment-service, resident after it (most ever " + resident[1] + " MB)",
                resident[0], "MB", "≤ 300 MB");
    }

    private double recalculate(long changed) throws IOException, SQLException {
        String id = ask();
        SegmentTables.Recalculated done = tables.await(id);
        if (done.changed() != changed) {
            throw new IllegalStateException(done.changed() + " customers were scored anew instead of " + changed);
        }
        return done.seconds();
    }

    private String ask() throws IOException {
        Properties credentials = hub.credentials();
        String caller = credentials.getProperty("admin.user") + ":" + credentials.getProperty("admin.password");
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.url("segment") + "/api/v1/recalculations"))
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString(caller.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request,
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("no recalculation: " + answer.body());
            }
            return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
