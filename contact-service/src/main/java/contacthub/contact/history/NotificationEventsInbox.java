package contacthub.contact.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contact.channel.mail.MailThreads;
import contacthub.contact.channel.mail.MailThreads.SentLetter;
import contacthub.contact.erasure.Receipts;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.ErasedCustomers;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contact.timeline.Timeline.Line;
import contacthub.contracts.ConsentFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.PreferenceFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;

/**
 * Takes what notification-service did into the timelines. How the delivery of a reply went is an attribute of the
 * reply's own line; what the hub wrote by itself gets a line of its own, which carries its delivery too (spec 20).
 */
@ApplicationScoped
class NotificationEventsInbox {

    static final String SERVICE = "notification-service";
    private static final String ADDRESSES_OF_CONVERSATIONS = "SELECT id, address_id FROM conversation WHERE id = ANY (?)";
    private static final String PREFERENCES = """
            UPDATE customer SET preferences = jsonb_set(coalesce((SELECT preferences FROM customer
                    WHERE id = ANY (?) AND preferences IS NOT NULL ORDER BY preferences_at DESC NULLS LAST LIMIT 1),
                '{}'), ARRAY[?], ?::jsonb), preferences_at = ?, version = version + 1
            WHERE id = ? AND erased_at IS NULL""";

    private static final String REQUESTED = FactTypes.name(NotificationFact.Requested.class);
    private static final String SENT = FactTypes.name(ContactFact.Sent.class);

    private final Inbox inbox;
    private final Timeline timeline;
    private final Receipts receipts;

    NotificationEventsInbox(Inbox inbox, Timeline timeline, Receipts receipts) {
        this.inbox = inbox;
        this.timeline = timeline;
        this.receipts = receipts;
    }

    @Incoming("notification-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("contact-service.notifications", records, this::take);
    }

    private void take(Connection connection, List<Received> fresh) throws SQLException {
        List<Notified> notified = new ArrayList<>();
        MailThreads.sent(connection, fresh.stream().flatMap(NotificationEventsInbox::sentLetter).toList());
        List<Entry> lines = new ArrayList<>();
        for (Received event : fresh) {
            if (event.is(PreferenceFact.Changed.class)) {
                lines.add(changed(connection, event));
            } else if (event.is(ConsentFact.Granted.class)) {
                var granted = event.as(ConsentFact.Granted.class);
                lines.add(Told.line(event, SERVICE,
                        "Consent granted: " + granted.purpose() + " by " + granted.channel()));
            } else if (event.is(ConsentFact.Withdrawn.class)) {
                var withdrawn = event.as(ConsentFact.Withdrawn.class);
                lines.add(Told.line(event, SERVICE,
                        "Consent withdrawn: " + withdrawn.purpose() + " by " + withdrawn.channel()));
            } else {
                Notified.of(event).ifPresent(notified::add);
            }
            receipts.take(connection, event, SERVICE, ErasureFact.NotificationsAnonymised.class);
        }
        CustomerRef.ensureOwnAddresses(connection, lines.stream().map(Entry::address).toList());
        timeline.append(connection, Told.namelessWhereErased(connection, lines));
        Set<UUID> erased = ErasedCustomers.among(connection, notified.stream().map(Notified::customer).toList());
        notified(connection, notified.stream()
                .map(one -> erased.contains(one.customer()) ? one.nameless() : one).toList());
    }

    /** A letter the mail server took, so that the answer to it is found. */
    private static Stream<SentLetter> sentLetter(Received event) {
        if (!event.is(NotificationFact.Sent.class) || event.correlation() == null) {
            return Stream.empty();
        }
        var sent = event.as(NotificationFact.Sent.class);
        return "email".equals(sent.channel()) && sent.gatewayId() != null
                ? Stream.of(new SentLetter(sent.gatewayId(), UUID.fromString(event.correlation())))
                : Stream.empty();
    }

    /** On the card of the customer named, as notification-service has it: upon what was said last of all its parts. */
    private static Entry changed(Connection connection, Received event) throws SQLException {
        var changed = event.as(PreferenceFact.Changed.class);
        String category = changed.category() == null ? "general" : changed.category();
        try (PreparedStatement update = connection.prepareStatement(PREFERENCES)) {
            List<UUID> parts = CustomerRef.all(connection, Told.customer(event));
            update.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            update.setString(2, category);
            update.setString(3, Told.detail(event));
            update.setObject(4, event.time().atOffset(ZoneOffset.UTC));
            update.setObject(5, Told.customer(event));
            update.executeUpdate();
        }
        return Told.line(event, SERVICE, "Preference for " + category + ": " + changed.channels());
    }

    /** First onto the lines of the replies that led to them; what no reply led to has a line of its own. */
    private void notified(Connection connection, List<Notified> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        Map<UUID, List<UUID>> addresses = CustomerRef.addresses(connection,
                all.stream().map(Notified::customer).toList());
        List<Notified> caused = all.stream().filter(one -> one.reply() != null).toList();
        List<Boolean> found = timeline.deliver(connection, caused.stream()
                .map(one -> one.on(new Line(addresses.getOrDefault(one.customer(), List.of()), one.reply(), SENT)))
                .toList());
        Set<Notified> ofReplies = IntStream.range(0, caused.size()).filter(found::get).mapToObj(caused::get)
                .collect(Collectors.toSet());
        own(connection, all.stream().filter(one -> !ofReplies.contains(one)).toList(), addresses);
    }

    /** What the hub wrote by itself, kept with the conversation it belongs to. */
    private void own(Connection connection, List<Notified> own, Map<UUID, List<UUID>> addresses) throws SQLException {
        Map<UUID, UUID> places = places(connection, own.stream().map(Notified::conversation).toList());
        List<Entry> entries = own.stream().filter(Notified::isNew)
                .map(one -> one.entry(places.getOrDefault(one.conversation(), one.customer()))).toList();
        CustomerRef.ensureOwnAddresses(connection, entries.stream().map(Entry::address).toList());
        timeline.append(connection, entries);
        timeline.deliver(connection, own.stream().map(one -> {
            List<UUID> known = new ArrayList<>(addresses.getOrDefault(one.customer(), List.of()));
            known.add(places.getOrDefault(one.conversation(), one.customer()));
            return one.on(new Line(known, one.notification(), REQUESTED));
        }).toList());
    }

    private static Map<UUID, UUID> places(Connection connection, List<UUID> conversations) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESSES_OF_CONVERSATIONS)) {
            select.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            Map<UUID, UUID> places = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                }
            }
            return places;
        }
    }
}
