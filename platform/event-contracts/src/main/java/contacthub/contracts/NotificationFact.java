package contacthub.contracts;

import java.time.Instant;

/**
 * One thing we send, by its states, which only rise. The event that led to it is the causation id; its conversation the
 * correlation id. {@code notification} is the id, and the idempotency key at the gateway.
 */
public sealed interface NotificationFact extends Fact {

    /** It was decided to send it; the decision's reasons in {@code because}. */
    @Type(value = "contacthub.notification.requested.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Requested(@Required String notification, @Required String category, @Required String channel,
            @Required Address to, String text, String because) implements NotificationFact {}

    /** It was decided not to send it. */
    @Type(value = "contacthub.notification.suppressed.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Suppressed(@Required String notification, @Required String category,
            @Required String because) implements NotificationFact {}

    /** It waits, until when and why: the customer is to be left in peace, or it was asked for later. */
    @Type(value = "contacthub.notification.held.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Held(@Required String notification, @Required String channel, @Required Instant until,
            @Required String because) implements NotificationFact {}

    /** The gateway took it; {@code gatewayId} is its own id of the message. */
    @Type(value = "contacthub.notification.sent.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Sent(@Required String notification, @Required String channel, Address to,
            String gatewayId) implements NotificationFact {}

    /** The gateway said it arrived. */
    @Type(value = "contacthub.notification.delivered.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Delivered(@Required String notification, String channel) implements NotificationFact {}

    /** The customer has seen it, as far as the channel can say. */
    @Type(value = "contacthub.notification.read.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Read(@Required String notification, String channel) implements NotificationFact {}

    /** It was not sent in the time it was good for. */
    @Type(value = "contacthub.notification.expired.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Expired(@Required String notification, String channel) implements NotificationFact {}

    /** Somebody called it off before it was sent. */
    @Type(value = "contacthub.notification.cancelled.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Cancelled(@Required String notification, String channel, String operator) implements NotificationFact {}

    /** It cannot be sent; {@code reason} is machine-readable, {@code detail} for people. */
    @Type(value = "contacthub.notification.failed.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Failed(@Required String notification, String channel, @Required String reason,
            String detail) implements NotificationFact {}
}
