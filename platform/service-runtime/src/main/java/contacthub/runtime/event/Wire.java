package contacthub.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import contacthub.contracts.Event;

/** The Kafka form of events: CloudEvents binary content mode, attributes as {@code ce_} headers, JSON data as the value. */
public final class Wire {

    private static final String PREFIX = "ce_";

    private Wire() {
    }

    /** The headers of an event. */
    public static Map<String, String> headers(Event<?> event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_source", event.source());
        headers.put("ce_type", event.type());
        put(headers, "ce_time", event.time());
        put(headers, "ce_recordedtime", event.recorded());
        put(headers, "ce_subject", event.subject());
        put(headers, "ce_correlationid", event.correlation());
        put(headers, "ce_causationid", event.causation());
        put(headers, "ce_traceparent", event.trace());
        headers.put("content-type", "application/json");
        return headers;
    }

    private static void put(Map<String, String> headers, String name, Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    /** A record of these headers and this data. */
    public static ProducerRecord<byte[], byte[]> record(String topic, String key, Map<String, String> headers,
            byte[] data) {
        var record = new ProducerRecord<byte[], byte[]>(topic, key == null ? null : key.getBytes(UTF_8), data);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    /**
     * Reads a record's envelope.
     *
     * @throws Unreadable when it is no CloudEvent
     */
    public static Received read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        if (record.value() == null) {
            throw new Unreadable("the record has no data");
        }
        return new Received(required(headers, "id"), required(headers, "source"), required(headers, "type"),
                time(headers, "time"), time(headers, "recordedtime"), optional(headers, "subject"),
                optional(headers, "correlationid"), optional(headers, "causationid"), optional(headers, "traceparent"),
                record.key() == null ? null : new String(record.key(), UTF_8), record.value());
    }

    private static String required(Headers headers, String attribute) {
        String value = optional(headers, attribute);
        if (value == null || value.isEmpty()) {
            throw new Unreadable("header " + PREFIX + attribute + " is missing");
        }
        return value;
    }

    private static String optional(Headers headers, String attribute) {
        Header header = headers.lastHeader(PREFIX + attribute);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static Instant time(Headers headers, String attribute) {
        String value = optional(headers, attribute);
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("header " + PREFIX + attribute + " is no RFC 3339 time");
        }
    }

    /** A record is no CloudEvent; the message says why. */
    public static final class Unreadable extends RuntimeException {

        Unreadable(String reason) {
            super(reason);
        }
    }
}
