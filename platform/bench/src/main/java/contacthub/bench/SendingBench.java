package contacthub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.Json;
import contacthub.stack.PackagedHub;

/**
 * Measures what writing back promises: how many notifications a second are rendered and handed to an SMSC on this
 * machine, from the facts that lead to them on, and how long a decision on a channel takes meanwhile. Run it by
 * {@code platform/bench/run sending}; {@code BENCH_MESSAGES} sets how many.
 */
final class SendingBench {

    private static final int MESSAGES = 30_000;
    private static final int WARM = 5_000;
    private static final int CONNECTIONS = 8;
    private static final double DECISIONS_PER_SECOND = 200;
    private static final int WARM_DECISIONS = 20_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK = 5_000_000;

    private final PackagedHub hub;
    private final Report report;
    private final CountingSmsc smsc;

    private SendingBench(PackagedHub hub, Report report, CountingSmsc smsc) {
        this.hub = hub;
        this.report = report;
        this.smsc = smsc;
    }

    /** Takes the root of a packaged checkout, and how many seconds decisions are asked for. */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        int messages = Integer.parseInt(System.getenv().getOrDefault("BENCH_MESSAGES", Integer.toString(MESSAGES)));
        Report report = new Report(Machine.here(root));
        try (CountingSmsc smsc = new CountingSmsc();
                PackagedHub hub = PackagedHub.empty(root, root.resolve("platform/bench/target/hub-sending"),
                        Map.of("HUB_SMS_SMPP_HOST", "127.0.0.1", "HUB_SMS_SMPP_PORT", Integer.toString(smsc.port()),
                                "HUB_SMS_SMPP_SYSTEM_ID", "bench"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
            hub.up();
            // The first start of a program records its classes for the next and is slower for it.
            hub.down("notification");
            hub.up("notification");
            var bench = new SendingBench(hub, report, smsc);
            List<UUID> customers = bench.customers(messages + WARM);
            // What is measured is notification-service alone; the others would share its processors.
            hub.down("segment");
            hub.down("contact");
            bench.decide(customers, time);
            bench.send(customers.subList(0, WARM));
            bench.measure(customers.subList(WARM, customers.size()));
        }
        report.print();
        report.append(root.resolve("platform/bench/results-sending.csv"), Clock.systemUTC());
    }

    private void measure(List<UUID> customers) throws Exception {
        double limit = limit(customers.size());
        double sent = customers.size() / (send(customers).toNanos() / 1e9);
        report.ratio("sent_per_second", "notifications rendered and handed to an SMSC; baseline: the SMSC taking one "
                + "message after the other", sent, limit, "/s", "≥ 1,000/s");
        long[] resident = Machine.residentMegabytes(hub.process("notification"));
        report.figure("notification_rss_mb", "notification-service, resident (most ever " + resident[1] + " MB)",
                resident[0], "MB", "≤ 300 MB");
    }

    /** Customers with a phone each, as contact-service tells of them. */
    private List<UUID> customers(int count) throws Exception {
        List<UUID> customers = new ArrayList<>();
        List<Event<?>> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID customer = UUID.randomUUID();
            customers.add(customer);
            facts.add(event(new CustomerFact.Identified(List.of(Address.of("phone", phone(i))), null, "en"),
                    customer));
        }
        tell(facts);
        awaitKnown(count);
        return customers;
    }

    private void awaitKnown(int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection(hub.jdbcUrl("notification"), "notification",
                hub.password("notification"));
                PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM customer_address")) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (known(select) < count) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("notification-service does not know all customers");
                }
                LockSupport.parkNanos(LOOK * 20);
            }
        }
    }

    private static long known(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String phone(int i) {
        return "+7900%07d".formatted(i);
    }

    /** Replies by operators, delivered; answers how long it took until the SMSC had the last. */
    private Duration send(List<UUID> customers) throws Exception {
        List<Event<?>> replies = new ArrayList<>();
        for (int i = 0; i < customers.size(); i++) {
            replies.add(event(new ContactFact.Sent("sms", Address.of("phone", phone(i)), "Your order no. " + i
                    + " is on its way.", "bench", null, null, true, null), customers.get(i)));
        }
        long wanted = smsc.taken() + customers.size();
        long begun = System.nanoTime();
        tell(replies);
        while (smsc.taken() < wanted) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("the SMSC has " + smsc.taken() + " of " + wanted + " messages");
            }
            LockSupport.parkNanos(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Event<?> event(Fact fact, UUID customer) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer.toString(), Instant.now())
                .in(UUID.randomUUID().toString());
    }

    private void tell(List<Event<?>> events) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", hub.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Event<?> event : events) {
                var record = new ProducerRecord<>(event.topic(), event.subject(), Json.bytes(event.data()));
                headers(event).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static Map<String, String> headers(Event<?> event) {
        return Map.of("ce_specversion", "1.0", "ce_id", event.id(), "ce_source", event.source(), "ce_type",
                event.type(), "ce_time", event.time().toString(), "ce_recordedtime", event.time().toString(),
                "ce_subject", event.subject(), "ce_correlationid", event.correlation(), "content-type",
                "application/json");
    }

    /** Each asked for as often; the baseline is what the machine makes of an answer that needs no database. */
    private void decide(List<UUID> customers, Duration time) throws IOException, InterruptedException {
        var requests = new Requests(hub.credentials());
        LongFunction<byte[]> decision = i -> requests.get("/api/v1/customers/" + Requests.one(customers, i)
                + "/channel-decision?category=service");
        LongFunction<byte[]> nothing = i -> requests.get("/api/v1/channels");
        for (LongFunction<byte[]> request : List.of(nothing, decision)) {
            HttpLoad.run(hub.url("notification"), CONNECTIONS, request,
                    new HttpLoad.Limit(WARM_DECISIONS, LONGEST_WARM_UP, 0));
        }
        HttpLoad.Result plain = asked(nothing, time);
        Histogram before = decisions();
        HttpLoad.Result asked = asked(decision, time);
        Histogram after = decisions();
        report.ratio("decision_p50_ms", "decision on a channel over HTTP at 200/s, p50; baseline: an answer that needs"
                + " no database", millis(asked, 0.5), millis(plain, 0.5), "ms", "");
        report.ratio("decision_p99_ms", "the same, p99", millis(asked, 0.99), millis(plain, 0.99), "ms", "");
        report.figure("decision_inside_p50_ms", "the decision itself, as notification-service measures it, p50",
                after.millisSince(before, 0.5), "ms", "");
        report.figure("decision_inside_p99_ms", "the same, p99", after.millisSince(before, 0.99), "ms", "< 5 ms");
        report.figure("decisions_refused", "decisions without an answer of success", asked.refused(), "", "0");
    }

    private Histogram decisions() throws IOException, InterruptedException {
        return Histogram.read(hub.managementUrl("notification"), "hub_decision_seconds");
    }

    private HttpLoad.Result asked(LongFunction<byte[]> request, Duration time) throws IOException {
        return HttpLoad.run(hub.url("notification"), CONNECTIONS, request,
                HttpLoad.Limit.rate(time, DECISIONS_PER_SECOND));
    }

    private static double millis(HttpLoad.Result asked, double share) {
        return asked.latencies().percentile(share).toNanos() / 1e6;
    }

    /** How many messages a second the SMSC takes of one line that waits for each answer. */
    private double limit(int messages) throws IOException {
        ByteBuffer submit = ByteBuffer.allocate(16 + 120);
        submit.putInt(submit.capacity()).putInt(4).putInt(0).putInt(1);
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), smsc.port());
                DataOutputStream out = new DataOutputStream(line.getOutputStream());
                DataInputStream in = new DataInputStream(line.getInputStream())) {
            line.setTcpNoDelay(true);
            long begun = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                out.write(submit.array());
                in.skipNBytes(in.readInt() - Integer.BYTES);
            }
            return messages / ((System.nanoTime() - begun) / 1e9);
        }
    }
}
