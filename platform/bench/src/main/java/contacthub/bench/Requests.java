package contacthub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** The requests that are measured, as bytes on the wire. */
final class Requests {

    /** How many customers the events of a load belong to. */
    static final int CUSTOMERS = 2_000;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    private final String key;
    private final String basic;

    Requests(Properties credentials) {
        this.key = "Bearer " + credentials.getProperty("integration.key");
        this.basic = "Basic " + Base64.getEncoder().encodeToString(
                (credentials.getProperty("admin.user") + ":" + credentials.getProperty("admin.password"))
                        .getBytes(UTF_8));
    }

    /** The same endpoint, key, routing and JSON reading, with nothing to keep: a batch without events. */
    byte[] nothing(long number) {
        return post(BATCHED, "[]");
    }

    /** One contact of a run. */
    byte[] contact(String run, long number) {
        return post(STRUCTURED, contactEvent(run, number));
    }

    /** A batch of contacts. */
    byte[] contacts(String run, long number, int size) {
        return batch(size, i -> contactEvent(run, number * size + i));
    }

    /** A batch of purchases. */
    byte[] purchases(String run, long number, int size) {
        return batch(size, i -> purchaseEvent(run, number * size + i));
    }

    /** Events in a batch, as JSON. */
    byte[] events(String json) {
        return post(BATCHED, json);
    }

    /** The newest page of a customer's timeline. */
    byte[] page(List<UUID> customers, long number, int size) {
        return get("/api/v1/customers/" + one(customers, number) + "/timeline?page%5Bsize%5D=" + size);
    }

    /** What a person reads at a path. */
    byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: " + basic
                + "\r\n\r\n").getBytes(UTF_8);
    }

    /** One of them after the other. */
    static UUID one(List<UUID> customers, long number) {
        return customers.get((int) (number % customers.size()));
    }

    /** A contact on the channel of a run's policy, at this moment. */
    byte[] contactAt(String run, Instant time) {
        return post(STRUCTURED, contactEvent(run, 0).replaceFirst("\\{", "{\"time\":\"" + time + "\","));
    }

    /** A policy before all others, that asks only for a first reply within so much calendar time, and never warns. */
    byte[] policy(String name, Duration within) {
        return ask("/api/v1/sla-policies", basic, "application/json", "{\"name\":\"" + name + "\",\"position\":0,"
                + "\"targets\":{\"first-reply\":{\"minutes\":" + within.toMinutes() + "}},\"warn_percent\":[]}");
    }

    private interface Events {

        String event(int index);
    }

    private byte[] batch(int size, Events events) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            body.append(i == 0 ? "" : ",").append(events.event(i));
        }
        return post(BATCHED, body.append(']').toString());
    }

    private byte[] post(String type, String body) {
        return ask("/api/v1/events", key, type, body);
    }

    private static byte[] ask(String path, String authorization, String type, String body) {
        byte[] content = body.getBytes(UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization
                + "\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + content.length);
        request.writeBytes(head.getBytes(UTF_8));
        request.writeBytes(content);
        return request.toByteArray();
    }

    private static String contactEvent(String run, long number) {
        return envelope(run, number, "contacthub.contact.received.v1")
                + "{\"channel\":\"web\",\"from\":{\"type\":\"external\",\"value\":\"" + customer(run, number)
                + "\"},\"text\":\"Where is my order " + number + "? I was told that it would come on Monday.\"}}";
    }

    private static String purchaseEvent(String run, long number) {
        return envelope(run, number, "contacthub.purchase.recorded.v1")
                + "{\"customer\":{\"type\":\"external\",\"value\":\"" + customer(run, number) + "\"},\"order\":\""
                + number + "\",\"amount\":" + (10 + number % 90) + ".50,\"currency\":\"EUR\"}}";
    }

    private static String envelope(String run, long number, String type) {
        return "{\"specversion\":\"1.0\",\"source\":\"/bench/" + run + "\",\"id\":\"" + number + "\",\"type\":\"" + type
                + "\",\"data\":";
    }

    private static String customer(String run, long number) {
        return "bench-" + run + "/" + number % CUSTOMERS;
    }
}
