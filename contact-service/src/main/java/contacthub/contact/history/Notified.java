package contacthub.contact.history;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline.Delivery;
import contacthub.contact.timeline.Timeline.Line;
import contacthub.contracts.NotificationFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;

/** How far one notification has come, as notification-service tells it. */
record Notified(Received event, UUID notification, String status, int rank, String channel, String reason,
        String detail, boolean isNameless) {

    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Nothing for what does not change the state of a notification. */
    static Optional<Notified> of(Received event) {
        if (event.is(NotificationFact.Requested.class)) {
            var requested = event.as(NotificationFact.Requested.class);
            return step(event, requested.notification(), "queued", 0, requested.channel(), null, null);
        }
        if (event.is(NotificationFact.Held.class)) {
            var held = event.as(NotificationFact.Held.class);
            return step(event, held.notification(), "held", 10, held.channel(), "held",
                    "until " + held.until() + ": " + held.because());
        }
        if (event.is(NotificationFact.Sent.class)) {
            var sent = event.as(NotificationFact.Sent.class);
            return step(event, sent.notification(), "sent", 20, sent.channel(), null, null);
        }
        if (event.is(NotificationFact.Delivered.class)) {
            var delivered = event.as(NotificationFact.Delivered.class);
            return step(event, delivered.notification(), "delivered", 40, delivered.channel(), null, null);
        }
        if (event.is(NotificationFact.Read.class)) {
            var read = event.as(NotificationFact.Read.class);
            return step(event, read.notification(), "read", 50, read.channel(), null, null);
        }
        if (event.is(NotificationFact.Expired.class)) {
            var expired = event.as(NotificationFact.Expired.class);
            return step(event, expired.notification(), "expired", 30, expired.channel(), "expired", null);
        }
        if (event.is(NotificationFact.Cancelled.class)) {
            var cancelled = event.as(NotificationFact.Cancelled.class);
            return step(event, cancelled.notification(), "cancelled", 30, cancelled.channel(), "cancelled",
                    cancelled.operator() == null ? null : "by " + cancelled.operator());
        }
        if (event.is(NotificationFact.Failed.class)) {
            var failed = event.as(NotificationFact.Failed.class);
            return step(event, failed.notification(), "failed", 30, failed.channel(), failed.reason(), failed.detail());
        }
        if (event.is(NotificationFact.Suppressed.class)) {
            var suppressed = event.as(NotificationFact.Suppressed.class);
            return step(event, suppressed.notification(), "suppressed", 30, null, "suppressed", suppressed.because());
        }
        return Optional.empty();
    }

    private static Optional<Notified> step(Received event, String notification, String status, int rank,
            String channel, String reason, String detail) {
        return Optional.of(
                new Notified(event, UUID.fromString(notification), status, rank, channel, reason, detail, false));
    }

    UUID customer() {
        return Told.customer(event);
    }

    UUID conversation() {
        return event.correlation() == null ? null : UUID.fromString(event.correlation());
    }

    /** The reply that led to it, if one did. */
    UUID reply() {
        return event.causation() != null && OUR_ID.matcher(event.causation()).matches()
                ? UUID.fromString(event.causation())
                : null;
    }

    boolean isNew() {
        return event.is(NotificationFact.Requested.class);
    }

    /** The line of a new notification, under this address. */
    Entry entry(UUID address) {
        var requested = event.as(NotificationFact.Requested.class);
        Entry entry = new Entry(address, Ids.time(notification), notification, Told.recorded(event), event.type(),
                NotificationEventsInbox.SERVICE, channel, Entry.OUT, Entry.summary(requested.text()),
                Told.detail(event), conversation(), null, false, event.trace());
        return isNameless ? entry.nameless() : entry;
    }

    /** The same, without the text and what the gateway said: the customer was erased meanwhile. */
    Notified nameless() {
        return new Notified(event, notification, status, rank, channel, reason, null, true);
    }

    Delivery on(Line line) {
        return new Delivery(line, status, rank, channel, reason, detail);
    }
}
