package contacthub.contact.channel.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.channel.mail.MailLedger.Place;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Letters that could not be taken, with who, when and why; each can be tried again while it is in its mailbox. */
@ApplicationScoped
class RefusedLetters {

    private static final String REFUSE = """
            INSERT INTO mail_refused (id, account, uid_validity, uid, sender, subject, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, uid_validity, uid) DO UPDATE SET sender = excluded.sender, subject = excluded.subject,
                reason = excluded.reason, refused_at = now(), asked_at = NULL, taken_at = NULL""";
    private static final String LIST = """
            SELECT * FROM mail_refused WHERE (?::text IS NULL OR account = ?) AND id < ? ORDER BY id DESC LIMIT ?""";
    private static final String ONE = "SELECT * FROM mail_refused WHERE id = ?";
    private static final String ASK = """
            UPDATE mail_refused r SET asked_at = now(), asked_by = ?
            FROM mail_account a
            WHERE r.id = ? AND r.taken_at IS NULL AND a.account = r.account AND a.uid_validity = r.uid_validity""";
    private static final String ASKED = """
            SELECT uid FROM mail_refused
            WHERE account = ? AND uid_validity = ? AND asked_at IS NOT NULL ORDER BY uid""";
    private static final String TAKEN = """
            UPDATE mail_refused SET taken_at = now(), asked_at = NULL
            WHERE account = ? AND uid_validity = ? AND uid = ? AND asked_at IS NOT NULL""";
    private static final String GONE = """
            UPDATE mail_refused SET reason = 'no longer in the mailbox', refused_at = now(), asked_at = NULL
            WHERE account = ? AND uid_validity = ? AND uid = ? AND asked_at IS NOT NULL""";

    private final Transactions transactions;
    private final Ids ids;

    RefusedLetters(Transactions transactions, Ids ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    /** Records that a letter cannot be taken; sender and subject are null where it has none that can be read. */
    void refuse(Place place, String sender, String subject, String reason) {
        change(REFUSE, ids.next(), place.account(), place.validity(), place.uid(), sender, subject, reason);
    }

    /** The latest first, of one mailbox where one is given. */
    List<RefusedLetter> list(String account, UUID before, int limit) {
        return transactions.inCurrent(connection -> letters(connection, LIST, account, account, before, limit));
    }

    Optional<RefusedLetter> find(UUID id) {
        return transactions.inCurrent(connection -> letters(connection, ONE, id).stream().findFirst());
    }

    /** Asks whoever reads the mailbox to try a letter again; a 409 problem where nobody can. */
    void ask(UUID id, String operator) {
        if (!change(ASK, operator, id)) {
            throw Problem.conflict("The letter was taken meanwhile, or its mailbox has been numbered anew since.");
        }
    }

    /** The numbers of the letters that are to be tried again. */
    List<Long> asked(String account, long validity) {
        return transactions.inCurrent(connection -> {
            List<Long> asked = new ArrayList<>();
            try (PreparedStatement select = bound(connection, ASKED, account, validity);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    asked.add(row.getLong(1));
                }
            }
            return asked;
        });
    }

    /** It was tried again; unless it was refused again meanwhile, it is taken. */
    void tried(Place place) {
        change(TAKEN, place.account(), place.validity(), place.uid());
    }

    /** It was to be tried again, and is not there any more. */
    void gone(Place place) {
        change(GONE, place.account(), place.validity(), place.uid());
    }

    private boolean change(String sql, Object... values) {
        return transactions.inOne(connection -> {
            try (PreparedStatement change = bound(connection, sql, values)) {
                return change.executeUpdate() == 1;
            }
        });
    }

    private static List<RefusedLetter> letters(Connection connection, String sql, Object... values)
            throws SQLException {
        List<RefusedLetter> letters = new ArrayList<>();
        try (PreparedStatement select = bound(connection, sql, values); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(RefusedLetter.of(row));
            }
        }
        return letters;
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
