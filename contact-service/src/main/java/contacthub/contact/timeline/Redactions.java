package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.attachment.Attachments;
import contacthub.contact.timeline.Redaction.Copy;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * Takes the text of single entries away. The entry stays where it was, so that counts and clocks still agree; the mark
 * on it is the record of who did it, when and why. Its files go with it, and a subject that its conversation had from it.
 */
@ApplicationScoped
class Redactions {

    private static final String FIND = """
            SELECT e.address_id, e.occurred_at, e.type, e.service, e.conversation_id, e.detail ->> 'subject' AS subject,
                e.delivery, e.redacted
            FROM address a JOIN timeline_entry e ON e.address_id = a.id WHERE a.customer_id = ? AND e.id = ?
            ORDER BY e.occurred_at LIMIT 1 FOR UPDATE OF e""";
    private static final String REDACT = """
            UPDATE timeline_entry SET summary = NULL, detail = '{}', changed_at = clock_timestamp(),
                redacted = jsonb_build_object('at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'by', ?::text, 'reason', ?::text)
            WHERE address_id = ? AND occurred_at = ? AND id = ? RETURNING redacted""";
    private static final String SUBJECT = """
            UPDATE conversation SET subject = NULL, version = version + 1 WHERE id = ? AND subject = ?""";

    private final Transactions transactions;
    private final Attachments attachments;

    Redactions(Transactions transactions, Attachments attachments) {
        this.transactions = transactions;
        this.attachments = attachments;
    }

    Redaction redact(UUID customer, UUID entry, String by, String reason) {
        return transactions.inOne(connection -> {
            Found found = find(connection, customer, entry);
            String mark = found.redacted != null ? found.redacted : take(connection, found, by, reason);
            return new Redaction(entry, mark, found.copies());
        });
    }

    private String take(Connection connection, Found found, String by, String reason) throws SQLException {
        forgetSubject(connection, found);
        attachments.forget(connection, List.of(found.entry));
        try (PreparedStatement update = connection.prepareStatement(REDACT)) {
            update.setString(1, by);
            update.setString(2, reason);
            update.setObject(3, found.address);
            update.setObject(4, found.occurredAt);
            update.setObject(5, found.entry);
            try (ResultSet changed = update.executeQuery()) {
                changed.next();
                return changed.getString(1);
            }
        }
    }

    private static void forgetSubject(Connection connection, Found found) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SUBJECT)) {
            update.setObject(1, found.conversation);
            update.setString(2, found.subject);
            update.executeUpdate();
        }
    }

    private static Found find(Connection connection, UUID customer, UUID entry) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setObject(1, customer);
            select.setObject(2, entry);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("There is no entry " + entry + " on this customer's timeline.");
                }
                return new Found(entry, row.getObject("address_id", UUID.class), row.getObject("occurred_at"),
                        row.getString("type"), row.getString("service"), row.getObject("conversation_id", UUID.class),
                        row.getString("subject"), row.getString("delivery") != null, row.getString("redacted"));
            }
        }
    }

    private record Found(UUID entry, UUID address, Object occurredAt, String type, String service, UUID conversation,
            String subject, boolean delivered, String redacted) {

        List<Copy> copies() {
            List<Copy> copies = new ArrayList<>();
            copies.add(new Copy("the topics on Kafka that carried it", "their retention ends"));
            if (!service.equals(Entry.CONTACT_SERVICE)) {
                copies.add(new Copy(service + ", whose fact it is", "the customer is erased"));
            } else if (delivered || type.equals(FactTypes.name(ContactFact.Sent.class))) {
                copies.add(new Copy("notification-service, where it was to be delivered from here",
                        "the customer is erased"));
                copies.add(new Copy("the customer, who got it", "nothing"));
            }
            return copies;
        }
    }
}
