package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String LIST = ShownConversation.SELECT + """
            WHERE c.status = ? AND (?::text IS NULL OR c.owner = ?) AND (c.last_contact_at, c.id) < (?, ?)
            ORDER BY c.last_contact_at DESC, c.id DESC LIMIT ?""";
    private static final String ONE = ShownConversation.SELECT + "WHERE c.id = ?";
    private static final String OPEN_OF = ShownConversation.SELECT + """
            WHERE a.customer_id = ? AND c.status = 'open' ORDER BY c.last_contact_at DESC, c.id LIMIT 100""";

    private final Transactions transactions;
    private final SlaClocks clocks;

    ConversationReader(Transactions transactions, SlaClocks clocks) {
        this.transactions = transactions;
        this.clocks = clocks;
    }

    List<ShownConversation> list(String status, String owner, Cursor from, int limit) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setString(1, status);
                select.setString(2, owner);
                select.setString(3, owner);
                select.setObject(4, from.at().atOffset(ZoneOffset.UTC));
                select.setObject(5, from.id());
                select.setInt(6, limit);
                return read(select);
            }
        });
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
