package contacthub.contact.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contact.conversation.Retargeting;
import contacthub.contact.conversation.Retargeting.SegmentChange;
import contacthub.contact.erasure.Receipts;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.ScoreFact;
import contacthub.contracts.SegmentFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;
import contacthub.runtime.sql.Columns;

/** Takes what segment-service found out about customers into their timelines, and keeps the newest for the card. */
@ApplicationScoped
class SegmentEventsInbox {

    private static final String SERVICE = "segment-service";
    private static final String SEGMENT = """
            UPDATE customer c SET segment = n.segment, version = c.version + 1
            FROM unnest(?, ?) n (id, segment) WHERE c.id = n.id""";
    private static final String SCORE = """
            UPDATE customer c SET score = n.score::jsonb, version = c.version + 1
            FROM unnest(?, ?) n (id, score) WHERE c.id = n.id AND c.erased_at IS NULL""";

    private final Inbox inbox;
    private final Timeline timeline;
    private final Retargeting retargeting;
    private final Receipts receipts;

    SegmentEventsInbox(Inbox inbox, Timeline timeline, Retargeting retargeting, Receipts receipts) {
        this.inbox = inbox;
        this.timeline = timeline;
        this.retargeting = retargeting;
        this.receipts = receipts;
    }

    @Incoming("segment-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("contact-service.segments", records, this::take);
    }

    private void take(Connection connection, List<Received> fresh) throws SQLException {
        Map<UUID, String> segments = new LinkedHashMap<>();
        Map<UUID, String> scores = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<SegmentChange> changes = new ArrayList<>();
        SegmentsHeld held = SegmentsHeld.of(connection, moved(fresh));
        for (Received event : fresh) {
            if (event.is(SegmentFact.Entered.class)) {
                var entered = event.as(SegmentFact.Entered.class);
                String before = held.counting(Told.customer(event));
                held.enter(Told.customer(event), entered);
                change(event, before, held, segments, changes);
                entries.add(line(event, "Entered " + entered.segment(), entered.because()));
            } else if (event.is(SegmentFact.Left.class)) {
                var left = event.as(SegmentFact.Left.class);
                entries.add(line(event, "Left " + left.segment(), left.because()));
                if (left.next() == null) {
                    String before = held.counting(Told.customer(event));
                    held.leave(Told.customer(event), left.segment());
                    change(event, before, held, segments, changes);
                    if (!left.segment().startsWith(SegmentFact.CUSTOM)) {
                        scores.put(Told.customer(event), null);
                    }
                }
            } else if (event.is(ScoreFact.Changed.class)) {
                scores.put(Told.customer(event), Told.detail(event));
            }
            receipts.take(connection, event, SERVICE, ErasureFact.ScoresAnonymised.class);
        }
        CustomerRef.ensureOwnAddresses(connection, entries.stream().map(Entry::address).toList());
        timeline.append(connection, Told.namelessWhereErased(connection, entries));
        held.keep(connection);
        update(connection, SEGMENT, segments);
        retargeting.take(connection, changes);
        update(connection, SCORE, scores);
    }

    private static Set<UUID> moved(List<Received> events) {
        return events.stream().filter(event -> event.is(SegmentFact.Entered.class) || event.is(SegmentFact.Left.class))
                .map(Told::customer).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Only the segment that counts is shown on the card and governs clocks. */
    private static void change(Received event, String before, SegmentsHeld held, Map<UUID, String> segments,
            List<SegmentChange> changes) {
        UUID customer = Told.customer(event);
        String now = held.counting(customer);
        if (!Objects.equals(before, now)) {
            segments.put(customer, now);
            changes.add(new SegmentChange(customer, event.time(), event.identity(), now));
        }
    }

    private static Entry line(Received event, String move, String because) {
        return Told.line(event, SERVICE, because == null ? move : move + ": " + because);
    }

    private static void update(Connection connection, String sql, Map<UUID, String> newest) throws SQLException {
        if (newest.isEmpty()) {
            return;
        }
        List<Map.Entry<UUID, String>> rows = newest.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            Columns.of(connection, update, rows).bind("uuid", Map.Entry::getKey).bind("text", Map.Entry::getValue);
            update.executeUpdate();
        }
    }
}
