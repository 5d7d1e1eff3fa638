package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.SlaClocks;
import contacthub.contact.timeline.Cursor;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Reads conversations for people. */
@ApplicationScoped
public class ConversationReader {

    /** The owner of what is in the queue. */
    static final String NOBODY = "none";

    /** In the order of {@code conversation_urgency}. */
    private static final String DUE = "coalesce(c.due_at, '" + Listed.NEVER + "'::timestamptz)";
    /** The last words of the customer are found from their time on, however long the history of the address is. */
    private static final String LIST = "SELECT " + ShownConversation.COLUMNS + """
            , concat_ws(' ', u.first_name, u.last_name) AS name, u.company, u.segment, e.summary
            FROM conversation c JOIN address a ON a.id = c.address_id JOIN customer u ON u.id = a.customer_id
            LEFT JOIN LATERAL (SELECT t.summary FROM timeline_entry t WHERE t.address_id = c.address_id
                AND t.occurred_at <= c.last_contact_at AND t.conversation_id = c.id AND t.direction = 'in'
                ORDER BY t.occurred_at DESC, t.id DESC LIMIT 1) e ON true
            WHERE c.status = ?""";
    private static final String SHOWN = "SELECT " + ShownConversation.COLUMNS
            + " FROM conversation c JOIN address a ON a.id = c.address_id ";
    private static final String ONE = SHOWN + "WHERE c.id = ?";
    private static final String OPEN_OF = SHOWN + """
            WHERE a.customer_id = ? AND c.status = 'open' ORDER BY c.last_contact_at DESC, c.id LIMIT 100""";

    private final Transactions transactions;
    private final SlaClocks clocks;

    ConversationReader(Transactions transactions, SlaClocks clocks) {
        this.transactions = transactions;
        this.clocks = clocks;
    }

    /**
     * Which are sought; null for any.
     *
     * @param owner an operator; {@link #NOBODY} for those of nobody
     * @param dueBefore with a deadline that passes before then
     * @param urgentFirst the worst deadline first, else the latest contact
     */
    record Sought(String status, String owner, String channel, Instant dueBefore, boolean urgentFirst) {}

    /** Those sought, after an earlier page's last. */
    List<Listed> list(Sought sought, Cursor from, int limit) {
        StringBuilder sql = new StringBuilder(LIST);
        List<Object> values = new ArrayList<>(List.of(sought.status));
        if (NOBODY.equals(sought.owner)) {
            sql.append(" AND c.owner IS NULL");
        } else {
            filter(sql, values, " AND c.owner = ?", sought.owner);
        }
        filter(sql, values, " AND c.channel = ?", sought.channel);
        filter(sql, values, " AND c.due_at < ?", sought.dueBefore);
        String order = sought.urgentFirst ? DUE : "c.last_contact_at";
        filter(sql, values, " AND (" + order + ", c.id) " + (sought.urgentFirst ? ">" : "<") + " (?, ", from.at());
        filter(sql, values, "?)", from.id());
        String way = sought.urgentFirst ? "" : " DESC";
        sql.append(" ORDER BY ").append(order).append(way).append(", c.id").append(way).append(" LIMIT ").append(limit);
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                List<Listed> page = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        page.add(Listed.of(row));
                    }
                }
                return page;
            }
        });
    }

    private static void filter(StringBuilder sql, List<Object> values, String condition, Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
    }

    ShownConversation one(UUID id) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ONE)) {
                select.setObject(1, id);
                List<ShownConversation> found = read(select);
                if (found.isEmpty()) {
                    throw Problem.notFound("There is no conversation " + id + ".");
                }
                return found.get(0).with(clocks.of(connection, id));
            }
        });
    }

    /** The open conversations of a customer, latest first. */
    public List<ShownConversation> openOf(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN_OF)) {
            select.setObject(1, customer);
            return read(select);
        }
    }

    private static List<ShownConversation> read(PreparedStatement select) throws SQLException {
        List<ShownConversation> conversations = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                conversations.add(ShownConversation.of(row));
            }
        }
        return conversations;
    }
}
