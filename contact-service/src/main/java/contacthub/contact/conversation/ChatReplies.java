package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contact.timeline.Timeline.Delivery;
import contacthub.contact.timeline.Timeline.Line;
import contacthub.contracts.ChatWidget;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;

/**
 * What is written to visitors of the chat widget, kept until they have seen it: the timeline entry has the text and how
 * far the delivery has come, this the order in which a visitor is shown it (docs/adr/0025).
 */
@ApplicationScoped
public class ChatReplies {

    private static final String CHANNEL = "chat";
    private static final String KEEP = """
            INSERT INTO chat_reply (visitor, id, address_id, written_at, type)
            SELECT * FROM unnest(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String NEWS = """
            SELECT n.reader, r.id, r.type, r.written_at, e.detail
            FROM unnest(?, ?, ?) n (reader, visitor, since) CROSS JOIN LATERAL (
                SELECT id, address_id, written_at, type FROM chat_reply
                WHERE visitor = n.visitor AND (delivered_at IS NULL OR id > n.since) ORDER BY id LIMIT 200) r
            JOIN timeline_entry e ON e.address_id = r.address_id AND e.occurred_at = r.written_at AND e.id = r.id
            WHERE e.detail IS NOT NULL ORDER BY r.id""";
    private static final String SEEN = """
            UPDATE chat_reply r SET delivered_at = now() FROM unnest(?, ?) n (visitor, id)
            WHERE r.visitor = n.visitor AND r.id = n.id AND r.delivered_at IS NULL
            RETURNING r.id, r.address_id, r.type""";

    private final Timeline timeline;

    ChatReplies(Timeline timeline) {
        this.timeline = timeline;
    }

    /** One open page of a visitor, and the last reply it has shown; the nil UUID where it has shown none. */
    public record Reader(String id, UUID visitor, UUID since) {}

    /** Something to show on one page: a reply, or the promise of one, with the data of its event. */
    public record News(String reader, UUID id, String type, Instant at, String data) {}

    /** A visitor's page has shown this. */
    public record Seen(UUID visitor, UUID id) {}

    /** The visitor a conversation is with, when it came by the widget. */
    static Optional<UUID> visitor(Conversation conversation) {
        Conversation.ReplyPath path = conversation.replyPath;
        return path != null && path.to().type().equals("web")
                && ChatWidget.owns(path.channel(), conversation.replyThread())
                        ? uuid(path.to().value())
                        : Optional.empty();
    }

    private static Optional<UUID> uuid(String value) {
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Has these entries, already on the timeline, shown to the visitors; what belongs to no widget is left out. */
    void keep(Connection connection, List<Entry> entries, List<Conversation> conversations) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            visitor(conversations.get(i)).ifPresent(visitor -> kept.add(new Kept(visitor, entry)));
        }
        if (kept.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, kept)
                    .bind("uuid", Kept::visitor)
                    .bind("uuid", one -> one.entry.id())
                    .bind("uuid", one -> one.entry.address())
                    .bind("timestamptz", one -> Ids.time(one.entry.id()))
                    .bind("text", one -> one.entry.type());
            insert.executeUpdate();
        }
        timeline.deliver(connection, kept.stream().map(one -> delivery(
                new Line(List.of(one.entry.address()), one.entry.id(), one.entry.type()), "queued", 0)).toList());
    }

    private record Kept(UUID visitor, Entry entry) {}

    private static Delivery delivery(Line line, String status, int rank) {
        return new Delivery(line, status, rank, CHANNEL, null, null);
    }

    /** What these pages have not shown yet, and what no page of their visitors has, oldest first. */
    public List<News> news(Connection connection, List<Reader> readers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWS)) {
            Columns.of(connection, select, readers)
                    .bind("text", Reader::id)
                    .bind("uuid", Reader::visitor)
                    .bind("uuid", Reader::since);
            List<News> news = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    news.add(new News(row.getString("reader"), row.getObject("id", UUID.class), row.getString("type"),
                            Conversations.time(row, "written_at"), row.getString("detail")));
                }
            }
            return news;
        }
    }

    /**
     * Notes what visitors have seen, on the entries too; ids that are not theirs change nothing.
     *
     * @return how many were seen for the first time
     */
    public int seen(Connection connection, List<Seen> all) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(SEEN)) {
            Columns.of(connection, update,
                    all.stream().distinct().toList())
                    .bind("uuid", Seen::visitor)
                    .bind("uuid", Seen::id);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(List.of(row.getObject("address_id", UUID.class)),
                            row.getObject("id", UUID.class), row.getString("type")));
                }
            }
        }
        timeline.deliver(connection, lines.stream().map(line -> delivery(line, "delivered", 3)).toList());
        return lines.size();
    }
}
