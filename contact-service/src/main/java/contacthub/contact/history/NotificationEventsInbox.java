package contacthub.contact.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contact.identity.CustomerRef;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contact.timeline.Timeline.Delivery;
import contacthub.contracts.ConsentFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.PreferenceFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;

/**
 * Takes what notification-service did into the timelines. How the delivery of a reply went is an attribute of the
 * reply's own line; what the hub wrote by itself gets a line of its own, which carries its delivery too (spec 20).
 */
@ApplicationScoped
class NotificationEventsInbox {

    private static final String SERVICE = "notification-service";
    private static final String ADDRESS_OF_CONVERSATION = "SELECT address_id FROM conversation WHERE id = ?";
    private static final String PREFERENCES = """
            UPDATE customer SET preferences = jsonb_set(coalesce(preferences, '{}'), ARRAY[?], ?::jsonb),
                version = version + 1 WHERE id = ?""";

    private static final String REQUESTED = FactTypes.name(NotificationFact.Requested.class);
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Inbox inbox;
    private final Timeline timeline;

    NotificationEventsInbox(Inbox inbox, Timeline timeline) {
        this.inbox = inbox;
        this.timeline = timeline;
    }

    @Incoming("notification-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("contact-service.notifications", records, this::take);
    }

    private void take(Connection connection, List<Received> fresh) throws SQLException {
        for (Received event : fresh) {
            UUID customer = UUID.fromString(event.subject());
            if (event.is(PreferenceFact.Changed.class)) {
                changed(connection, event, customer);
            } else if (event.is(ConsentFact.Granted.class)) {
                var granted = event.as(ConsentFact.Granted.class);
                line(connection, event, customer, "Consent granted: " + granted.purpose() + " by " + granted.channel());
            } else if (event.is(ConsentFact.Withdrawn.class)) {
                var withdrawn = event.as(ConsentFact.Withdrawn.class);
                line(connection, event, customer,
                        "Consent withdrawn: " + withdrawn.purpose() + " by " + withdrawn.channel());
            } else {
                notified(connection, event, customer);
            }
        }
    }

    private void changed(Connection connection, Received event, UUID customer) throws SQLException {
        var changed = event.as(PreferenceFact.Changed.class);
        String category = changed.category() == null ? "general" : changed.category();
        try (PreparedStatement update = connection.prepareStatement(PREFERENCES)) {
            update.setString(1, category);
            update.setString(2, Details.text(event));
            update.setObject(3, customer);
            update.executeUpdate();
        }
        line(connection, event, customer, "Preference for " + category + ": " + changed.channels());
    }

    private void line(Connection connection, Received event, UUID customer, String summary) throws SQLException {
        CustomerRef.ensureOwnAddresses(connection, List.of(customer));
        timeline.append(connection, List.of(new Entry(customer, event.time(), event.identity(), event.recorded(),
                event.type(), SERVICE, null, Entry.INTERNAL, Entry.summary(summary), Details.text(event), null, null,
                false, event.trace())));
    }

    private void notified(Connection connection, Received event, UUID customer) throws SQLException {
        if (event.is(NotificationFact.Requested.class)) {
            var requested = event.as(NotificationFact.Requested.class);
            if (!deliver(connection, event, customer, new Delivery("queued", 0, requested.channel(), null, null))) {
                own(connection, event, customer, requested);
            }
        } else if (event.is(NotificationFact.Sent.class)) {
            var sent = event.as(NotificationFact.Sent.class);
            follow(connection, event, customer, sent.notification(),
                    new Delivery("sent", 1, sent.channel(), null, null));
        } else if (event.is(NotificationFact.Delivered.class)) {
            var delivered = event.as(NotificationFact.Delivered.class);
            follow(connection, event, customer, delivered.notification(),
                    new Delivery("delivered", 3, delivered.channel(), null, null));
        } else if (event.is(NotificationFact.Failed.class)) {
            var failed = event.as(NotificationFact.Failed.class);
            follow(connection, event, customer, failed.notification(),
                    new Delivery("failed", 2, failed.channel(), failed.reason(), failed.detail()));
        } else if (event.is(NotificationFact.Suppressed.class)) {
            var suppressed = event.as(NotificationFact.Suppressed.class);
            follow(connection, event, customer, suppressed.notification(),
                    new Delivery("suppressed", 2, null, "suppressed", suppressed.because()));
        }
    }

    /** The line of what the hub wrote by itself, kept with the conversation it belongs to. */
    private void own(Connection connection, Received event, UUID customer, NotificationFact.Requested requested)
            throws SQLException {
        UUID id = UUID.fromString(requested.notification());
        UUID conversation = event.correlation() == null ? null : UUID.fromString(event.correlation());
        UUID address = address(connection, conversation, customer);
        timeline.append(connection,
                List.of(new Entry(address, Ids.time(id), id, event.recorded(), event.type(), SERVICE,
                        requested.channel(), Entry.OUT, Entry.summary(requested.text()), Details.text(event),
                        conversation, null,
                        false, event.trace())));
        timeline.deliver(connection, new UUID[]{ address}, id, REQUESTED,
                new Delivery("queued", 0, requested.channel(), null, null));
    }

    private void follow(Connection connection, Received event, UUID customer, String notification, Delivery delivery)
            throws SQLException {
        if (!deliver(connection, event, customer, delivery)) {
            timeline.deliver(connection, CustomerRef.addresses(connection, customer), UUID.fromString(notification),
                    REQUESTED, delivery);
        }
    }

    /** Notes the delivery on the line of the reply that led to it; false where no reply did. */
    private boolean deliver(Connection connection, Received event, UUID customer, Delivery delivery)
            throws SQLException {
        return event.causation() != null && OUR_ID.matcher(event.causation()).matches()
                && timeline.deliver(connection, CustomerRef.addresses(connection, customer),
                        UUID.fromString(event.causation()), FactTypes.name(ContactFact.Sent.class), delivery);
    }

    private static UUID address(Connection connection, UUID conversation, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESS_OF_CONVERSATION)) {
            select.setObject(1, conversation);
            List<UUID> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
            if (found.isEmpty()) {
                CustomerRef.ensureOwnAddresses(connection, List.of(customer));
                return customer;
            }
            return found.get(0);
        }
    }
}
