package contacthub.contracts;

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

    /** The gateway took it; {@code gatewayId} is its own id of the message. */
    @Type(value = "contacthub.notification.sent.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Sent(@Required String notification, @Required String channel, Address to,
            String gatewayId) implements NotificationFact {}

    /** The gateway said it arrived. */
    @Type(value = "contacthub.notification.delivered.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Delivered(@Required String notification, String channel) implements NotificationFact {}

    /** It cannot be sent; {@code reason} is machine-readable, {@code detail} for people. */
    @Type(value = "contacthub.notification.failed.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Failed(@Required String notification, String channel, @Required String reason,
            String detail) implements NotificationFact {}
}
