package contacthub.contact.channel.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;

/**
 * How far every mailbox is read, and by which instance: a lease on database time, so that one reads and another takes
 * over when it dies.
 */
@ApplicationScoped
class MailLedger {

    private static final String SOURCE = "/contact-service";
    private static final String LEASE = """
            INSERT INTO mail_account AS a (account, owner, leased_until)
            VALUES (?, ?, now() + ? * interval '1 millisecond')
            ON CONFLICT (account) DO UPDATE SET owner = excluded.owner, leased_until = excluded.leased_until
            WHERE a.owner = excluded.owner OR a.leased_until < now()""";
    private static final String RELEASE = "UPDATE mail_account SET leased_until = now() WHERE account = ? AND owner = ?";
    private static final String NEXT = "SELECT next_uid FROM mail_account WHERE account = ? AND uid_validity = ?";
    private static final String ADVANCE = """
            UPDATE mail_account SET uid_validity = ?, next_uid = ?
            WHERE account = ? AND owner = ? AND leased_until > now()""";
    private static final String CUSTOMER = "SELECT customer_id FROM address WHERE type = 'email' AND value = lower(?)";

    private final Transactions transactions;
    private final Outbox outbox;

    MailLedger(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** One letter's place: the mailbox, the mailbox's own numbering and the number in it (RFC 9051, 2.3.1.1). */
    record Place(String account, long validity, long uid) {}

    /** Takes or renews the lease of a mailbox; false while another instance has it. */
    boolean lease(String account, UUID owner, Duration time) {
        return change(LEASE, account, owner, time.toMillis());
    }

    /** Lets another instance read at once. */
    void release(String account, UUID owner) {
        change(RELEASE, account, owner);
    }

    /** The first letter that is not taken yet; none where this numbering was never read. */
    OptionalLong next(String account, long validity) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT)) {
                select.setString(1, account);
                select.setLong(2, validity);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** Everything up to this letter is taken; false where the lease is lost. */
    boolean taken(Place place, UUID owner) {
        return change(ADVANCE, place.validity, place.uid + 1, place.account, owner);
    }

    /** Tells that something we wrote came back; of a letter read twice it tells the same, which is taken once. */
    void returned(Mail mail, Instant time) {
        Bounce bounce = mail.bounce();
        Address to = bounce.recipient() == null ? null : Address.of("email", bounce.recipient());
        var fact = new ContactFact.Returned(bounce.notification(), "email", to, bounce.reason(), bounce.detail());
        transactions.inNew(connection -> {
            String about = customer(connection, bounce.recipient(), bounce.notification());
            String id = Ids.named("returned", mail.fingerprint()).toString();
            outbox.publish(connection, List.of(Event.of(fact, id, SOURCE, about, time)));
            return null;
        });
    }

    /** The customer at that address, else the notification itself, as the key that keeps events in order. */
    private static String customer(Connection connection, String recipient, String notification) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CUSTOMER)) {
            select.setString(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : notification;
            }
        }
    }

    private boolean change(String sql, Object... values) {
        return transactions.inNew(connection -> {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    change.setObject(i + 1, values[i]);
                }
                return change.executeUpdate() == 1;
            }
        });
    }
}
