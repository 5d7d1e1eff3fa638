package contacthub.contact.conversation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.runtime.sql.Columns;

/** All conversations, as rows, read for change under lock and written in sets. */
@ApplicationScoped
class Conversations {

    private static final String OPEN_OR_RESOLVED = """
            SELECT * FROM conversation WHERE (address_id = ANY (?) OR id = ANY (?))
                AND (status = 'open' OR status = 'resolved' AND resolved_at > ?)
            ORDER BY id FOR UPDATE""";
    private static final String OPEN_OF = """
            SELECT * FROM conversation WHERE status = 'open'
                AND address_id IN (SELECT id FROM address WHERE customer_id = ANY (?)) ORDER BY id FOR UPDATE""";
    private static final String OPEN_AFTER = """
            SELECT * FROM conversation WHERE status = 'open' AND id > ? ORDER BY id LIMIT ? FOR UPDATE""";
    private static final String FREE = """
            SELECT * FROM conversation WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED""";
    private static final Comparator<Conversation> LATEST_FIRST = Comparator
            .comparing((Conversation one) -> one.lastContactAt).reversed().thenComparing(one -> one.id);
    private static final String ONE = "SELECT * FROM conversation WHERE id = ? FOR UPDATE";
    private static final String INSERT = """
            INSERT INTO conversation (id, address_id, channel, thread, reply_channel, reply_type, reply_value, kind,
                subject, language, status, opened_at, last_contact_at, first_answered_at, last_answered_at,
                customer_fields, course, waiting, waiting_until, due_at, machine)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE conversation c SET status = n.status, owner = n.owner, opened_at = n.opened_at,
                last_contact_at = n.last_contact_at,
                first_answered_at = n.first_answered_at, last_answered_at = n.last_answered_at,
                resolved_at = n.resolved_at, reply_channel = n.reply_channel, reply_type = n.reply_type,
                reply_value = n.reply_value, kind = n.kind, subject = n.subject, language = n.language,
                course = n.course, waiting = n.waiting, waiting_until = n.waiting_until, due_at = n.due_at,
                machine = n.machine,
                priority = n.priority, asked_at = n.asked_at, confirmed_at = n.confirmed_at,
                owner_since = CASE WHEN c.owner IS DISTINCT FROM n.owner THEN now() ELSE c.owner_since END,
                version = c.version + 1
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) n (id, status, owner, opened_at,
                last_contact_at, first_answered_at, last_answered_at, resolved_at, reply_channel, reply_type,
                reply_value, kind, subject, language, course, waiting, waiting_until, due_at, machine, priority,
                asked_at, confirmed_at)
            WHERE c.id = n.id""";
    private static final String KEEP = """
            UPDATE conversation c SET course = n.course, waiting = n.waiting, waiting_until = n.waiting_until,
                due_at = n.due_at
            FROM unnest(?, ?, ?, ?, ?) n (id, course, waiting, waiting_until, due_at) WHERE c.id = n.id""";

    /**
     * Of these and of the conversations of these addresses those that are open, or were resolved after this moment and are
     * not confirmed, latest first, locked.
     */
    List<Conversation> openOrResolved(Connection connection, Collection<UUID> addresses, Collection<UUID> ids,
            Instant after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN_OR_RESOLVED)) {
            select.setArray(1, connection.createArrayOf("uuid", addresses.stream().distinct().toArray()));
            select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            select.setObject(3, after.atOffset(ZoneOffset.UTC));
            return read(select).stream().sorted(LATEST_FIRST).toList();
        }
    }

    /** One conversation, locked. */
    Optional<Conversation> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            return read(select).stream().findFirst();
        }
    }

    /** The open conversations of these customers, locked. */
    List<Conversation> openOf(Connection connection, Collection<UUID> customers) throws SQLException {
        return any(connection, OPEN_OF, customers);
    }

    /** At most so many open conversations after this id, locked. */
    List<Conversation> openAfter(Connection connection, UUID last, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN_AFTER)) {
            select.setObject(1, last);
            select.setInt(2, most);
            return read(select);
        }
    }

    /** Those of these conversations that nobody is changing, locked. */
    List<Conversation> free(Connection connection, Collection<UUID> ids) throws SQLException {
        return any(connection, FREE, ids);
    }

    private static List<Conversation> any(Connection connection, String sql, Collection<UUID> which)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", which.toArray()));
            return read(select);
        }
    }

    private static List<Conversation> read(PreparedStatement select) throws SQLException {
        List<Conversation> conversations = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                conversations.add(of(row));
            }
        }
        return conversations;
    }

    private static Conversation of(ResultSet row) throws SQLException {
        String replyChannel = row.getString("reply_channel");
        var conversation = new Conversation(row.getObject("id", UUID.class), row.getObject("address_id", UUID.class),
                row.getString("channel"), row.getString("thread"),
                replyChannel == null
                        ? null
                        : new Conversation.ReplyPath(replyChannel,
                                Address.of(row.getString("reply_type"), row.getString("reply_value"))),
                row.getString("kind"), row.getString("subject"), row.getString("language"), time(row, "opened_at"));
        conversation.status = row.getString("status");
        conversation.owner = row.getString("owner");
        conversation.lastContactAt = time(row, "last_contact_at");
        conversation.firstAnsweredAt = time(row, "first_answered_at");
        conversation.lastAnsweredAt = time(row, "last_answered_at");
        conversation.resolvedAt = time(row, "resolved_at");
        conversation.askedAt = time(row, "asked_at");
        conversation.confirmedAt = time(row, "confirmed_at");
        conversation.byMachine = row.getBoolean("machine");
        conversation.version = row.getLong("version");
        conversation.priority = row.getString("priority");
        conversation.customerFields = fields(row.getString("customer_fields"));
        conversation.restore(row.getString("course"), row.getBoolean("waiting"), time(row, "waiting_until"),
                time(row, "due_at"));
        return conversation;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> fields(String json) {
        return json == null ? null : Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    void insert(Connection connection, List<Conversation> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            var columns = Columns.of(connection, insert, conversations)
                    .bind("uuid", one -> one.id)
                    .bind("uuid", one -> one.address)
                    .bind("text", one -> one.channel)
                    .bind("text", one -> one.thread);
            opening(columns).bind("text", one -> one.status);
            moments(columns).bind("text", one -> one.customerFields == null ? null : Json.text(one.customerFields));
            course(columns).bind("bool", one -> one.byMachine);
            insert.executeUpdate();
        }
    }

    void update(Connection connection, List<Conversation> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            var columns = Columns.of(connection, update, conversations)
                    .bind("uuid", one -> one.id)
                    .bind("text", one -> one.status)
                    .bind("text", one -> one.owner);
            moments(columns).bind("timestamptz", one -> one.resolvedAt);
            opening(columns);
            course(columns)
                    .bind("bool", one -> one.byMachine)
                    .bind("text", one -> one.priority)
                    .bind("timestamptz", one -> one.askedAt)
                    .bind("timestamptz", one -> one.confirmedAt);
            update.executeUpdate();
        }
    }

    /** Writes how far their clocks have come; to their readers nothing has changed, so their versions stay. */
    void keep(Connection connection, List<Conversation> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            course(Columns.of(connection, update, conversations).bind("uuid", one -> one.id));
            update.executeUpdate();
        }
    }

    /** What the contact that opened it says of it. */
    private static Columns<Conversation> opening(Columns<Conversation> columns) throws SQLException {
        return columns
                .bind("text", one -> one.replyPath == null ? null : one.replyPath.channel())
                .bind("text", one -> one.replyPath == null ? null : one.replyPath.to().type())
                .bind("text", one -> one.replyPath == null ? null : one.replyPath.to().value())
                .bind("text", one -> one.kind)
                .bind("text", one -> one.subject)
                .bind("text", one -> one.language);
    }

    private static Columns<Conversation> moments(Columns<Conversation> columns) throws SQLException {
        return columns
                .bind("timestamptz", one -> one.openedAt)
                .bind("timestamptz", one -> one.lastContactAt)
                .bind("timestamptz", one -> one.firstAnsweredAt)
                .bind("timestamptz", one -> one.lastAnsweredAt);
    }

    /** How far its clocks have come. */
    private static Columns<Conversation> course(Columns<Conversation> columns) throws SQLException {
        return columns
                .bind("text", Conversation::course)
                .bind("bool", one -> one.waiting)
                .bind("timestamptz", one -> one.waitingUntil)
                .bind("timestamptz", one -> one.due);
    }
}
