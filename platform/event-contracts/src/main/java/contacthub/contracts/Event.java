package contacthub.contracts;

import java.time.Instant;

/**
 * A CloudEvents 1.0 envelope around one fact. {@code source} and {@code id} identify it for ever.
 *
 * @param time when it happened
 * @param recorded when the hub took it (extension {@code recordedtime})
 * @param subject the customer's id, which is also the record key on Kafka
 * @param correlation the conversation (extension {@code correlationid})
 * @param causation the event that led to this one (extension {@code causationid})
 * @param trace W3C trace context (extension {@code traceparent})
 */
public record Event<T extends Fact>(String id, String source, Instant time, Instant recorded, String subject,
        String correlation, String causation, String trace, T data) {

    /** A new fact about a customer that happened at {@code time}. */
    public static <T extends Fact> Event<T> of(T fact, String id, String source, String customer, Instant time) {
        return new Event<>(id, source, time, time, customer, null, null, null, fact);
    }

    /** The same, as part of a conversation. */
    public Event<T> in(String conversation) {
        return new Event<>(id, source, time, recorded, subject, conversation, causation, trace, data);
    }

    /** The same, led to by another event. */
    public Event<T> causedBy(String event) {
        return new Event<>(id, source, time, recorded, subject, correlation, event, trace, data);
    }

    /** The same, as part of a trace. */
    public Event<T> traced(String traceparent) {
        return new Event<>(id, source, time, recorded, subject, correlation, causation, traceparent, data);
    }

    /** The CloudEvents type name. */
    public String type() {
        return FactTypes.name(data.getClass());
    }

    /** The topic its owner publishes it on. */
    public String topic() {
        return FactTypes.topic(data.getClass());
    }
}
