package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.sql.Columns;

/** A customer's change of segment re-targets the clocks of their open conversations (spec 40, "A segment change"). */
@ApplicationScoped
public class Retargeting {

    private static final String KEEP = """
            INSERT INTO segment_change (customer_id, at, id, segment) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final Conversations conversations;
    private final Progress progress;

    Retargeting(Conversations conversations, Progress progress) {
        this.conversations = conversations;
        this.progress = progress;
    }

    /** A customer entered a segment, or is of none any more where there is no segment. */
    public record SegmentChange(UUID customer, Instant at, UUID event, String segment) {

        private Happening happening() {
            return Happening.segment(event, at, segment);
        }
    }

    /** Takes changes, whatever order they come in. */
    public void take(Connection connection, List<SegmentChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        keep(connection, changes);
        Map<UUID, List<Happening>> byCustomer = changes.stream().collect(Collectors.groupingBy(SegmentChange::customer,
                Collectors.mapping(SegmentChange::happening, Collectors.toList())));
        List<Conversation> open = conversations.openOf(connection, byCustomer.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<UUID, UUID> customers = CustomerRef.owners(connection, open.stream().map(one -> one.address).toList());
        Map<UUID, List<Happening>> happenings = new HashMap<>();
        open.forEach(one -> happenings.put(one.id, byCustomer.get(customers.get(one.address))));
        progress.go(connection, open, happenings);
        conversations.keep(connection, open);
    }

    private static void keep(Connection connection, List<SegmentChange> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, changes)
                    .bind("uuid", SegmentChange::customer)
                    .bind("timestamptz", SegmentChange::at)
                    .bind("uuid", SegmentChange::event)
                    .bind("text", SegmentChange::segment);
            insert.executeUpdate();
        }
    }
}
