package contacthub.stack.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import contacthub.contracts.Json;
import contacthub.stack.sandbox.Customer.Line;

/** What all messengers have: customers, messages, a limit of messages a second, and a webhook that is told of them. */
abstract class Messenger {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Customer> customers = new ConcurrentSkipListMap<>();
    private final Map<Long, AtomicLong> sentBySecond = new ConcurrentHashMap<>();
    private final AtomicLong ids;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();
    private final Clock clock;
    private volatile long busyUntil;

    /** Ids begin at the present time, so that those of a later start do not look like sent again. */
    Messenger(Clock clock) {
        this.clock = clock;
        this.ids = new AtomicLong(clock.millis() / 1000 * 1000);
    }

    /** As in the path of its page. */
    abstract String name();

    /** Whether a request to the vendor's host is for it; answers it then. */
    abstract boolean serves(Asked asked);

    /** Tells the company what a customer wrote. */
    abstract void tell(Customer customer, Line line);

    /** Tells the company that a customer has seen what was sent. */
    void tellSeen(Customer customer) {
    }

    /** How many messages a second the vendor takes of one bot. */
    abstract int mostPerSecond();

    Map<String, Customer> customers() {
        return customers;
    }

    Customer customer(String id) {
        return customers.computeIfAbsent(id, Customer::new);
    }

    /** A customer writes. */
    Line write(String customer, String text) {
        Line line = new Line(nextId(), true, text, seconds());
        customer(customer).add(line);
        tell(customer(customer), line);
        return line;
    }

    /** The company writes. */
    Line receive(Customer customer, String text) {
        Line line = new Line(nextId(), false, text, seconds());
        customer.add(line);
        return line;
    }

    String nextId() {
        return Long.toString(ids.incrementAndGet());
    }

    long seconds() {
        return clock.millis() / 1000;
    }

    long millis() {
        return clock.millis();
    }

    /** Refuses everything as too much, for so long. */
    void beBusy(Duration pause) {
        busyUntil = clock.millis() + pause.toMillis();
    }

    /** For how many seconds more it takes nothing; 0 where it does. Counts what it is asked to take. */
    long busySeconds() {
        long left = busyUntil - clock.millis();
        if (left > 0) {
            return (left + 999) / 1000;
        }
        long second = seconds();
        sentBySecond.keySet().removeIf(old -> old < second);
        long sent = sentBySecond.computeIfAbsent(second, now -> new AtomicLong()).incrementAndGet();
        return sent > mostPerSecond() ? 1 : 0;
    }

    /** Posts a callback; answers what came back, or nothing where nobody answered 200. */
    String post(String url, Object body, Map<String, String> headers) {
        return post(url, Json.text(body), headers);
    }

    String post(String url, String body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    String get(String url) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** HMAC-SHA256 in hexadecimal. */
    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
