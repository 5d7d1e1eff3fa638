package contacthub.contact.channel.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * Which thread a letter belongs to: that of the letter it answers, ours or the sender's (RFC 5322, 3.6.4). Letters are
 * known by digests only, so that nothing written or no address is kept here.
 */
@ApplicationScoped
public class MailThreads {

    private static final String FIND = """
            SELECT key, thread, conversation_id FROM mail_thread
            WHERE key = ANY (?) AND (NOT by_subject OR seen_at > now() - interval '30 days')""";
    private static final String KEEP = """
            INSERT INTO mail_thread AS t (key, thread, by_subject) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET thread = excluded.thread, seen_at = now() WHERE t.by_subject""";
    private static final String SENT = """
            INSERT INTO mail_thread (key, thread, conversation_id, by_subject)
            SELECT n.key, coalesce(CASE WHEN c.channel = 'email' THEN c.thread END, n.id), c.id, false
            FROM unnest(?, ?, ?) n (key, id, conversation) JOIN conversation c ON c.id = n.conversation
            ON CONFLICT DO NOTHING""";
    /** Possessive, so that no number of marks, which strangers choose, can exhaust the stack. */
    private static final Pattern REPLY_MARK = Pattern
            .compile("(?iu)^\\s*+(?:(?:re|aw|ответ|на|отв)(?:\\[\\d{1,4}\\])?+\\s*+:\\s*+)++");
    private static final int LONGEST_ID = 500;

    private final Transactions transactions;

    MailThreads(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A letter of ours that a mail server took, as notification-service tells. */
    public record SentLetter(String messageId, UUID conversation) {}

    /** Where a letter belongs; the conversation is null where only the thread is known. */
    record Place(String thread, UUID conversation) {}

    /** Remembers letters of ours, so that answers to them are found; for the caller's transaction. */
    public static void sent(Connection connection, List<SentLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(SENT)) {
            Columns.of(connection, insert, letters).bind("uuid", letter -> byId(letter.messageId))
                    .bind("text", SentLetter::messageId).bind("uuid", SentLetter::conversation);
            insert.executeUpdate();
        }
    }

    /** By the newest letter it answers that we know, else by the eldest it names, else by subject, else its own. */
    Place of(Mail mail) {
        List<UUID> answered = new ArrayList<>();
        mail.answers().forEach(id -> answered.add(0, byId(id)));
        if (answered.isEmpty()) {
            bySubject(mail, true).ifPresent(answered::add);
        }
        Map<UUID, Place> known = find(answered);
        return answered.stream().map(known::get).filter(place -> place != null).findFirst()
                .orElseGet(() -> new Place(mail.answers().stream().findFirst().orElse(mail.messageId()), null));
    }

    /** Remembers a letter that is taken. */
    void keep(Mail mail, String thread) {
        record Kept(UUID key, boolean bySubject) {}
        List<Kept> kept = new ArrayList<>();
        if (mail.messageId() != null) {
            kept.add(new Kept(byId(mail.messageId()), false));
        }
        bySubject(mail, false).ifPresent(key -> kept.add(new Kept(key, true)));
        if (thread == null || thread.length() > LONGEST_ID || kept.isEmpty()) {
            return;
        }
        transactions.inNew(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
                Columns.of(connection, insert, kept).bind("uuid", Kept::key).bind("text", one -> thread)
                        .bind("bool", Kept::bySubject);
                return insert.executeUpdate();
            }
        });
    }

    private Map<UUID, Place> find(List<UUID> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
                Map<UUID, Place> found = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getObject(1, UUID.class),
                                new Place(row.getString(2), row.getObject(3, UUID.class)));
                    }
                }
                return found;
            }
        });
    }

    private static UUID byId(String messageId) {
        return Ids.named("message-id", messageId);
    }

    /** For programs that name no letter they answer: same sender, same subject but for the mark of a reply. */
    private static Optional<UUID> bySubject(Mail mail, boolean repliesOnly) {
        String subject = mail.subject() == null ? "" : mail.subject();
        String bare = REPLY_MARK.matcher(subject).replaceFirst("").strip().toLowerCase(Locale.ROOT);
        boolean reply = REPLY_MARK.matcher(subject).find();
        return bare.isEmpty() || mail.from() == null || repliesOnly && !reply
                ? Optional.empty()
                : Optional.of(Ids.named("subject", mail.from().toLowerCase(Locale.ROOT), bare));
    }
}
