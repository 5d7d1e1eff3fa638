package contacthub.contact.channel.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A letter that could not be taken, as operators see it.
 *
 * @param letter where it lies: {@code imap:<account>/<uidvalidity>/<uid>}
 * @param sender null where none can be read, or it was erased
 * @param refusedAt of the last trial
 * @param state refused, asked (is about to be tried again) or taken
 * @param askedBy who had it tried again last, null where nobody did
 */
record RefusedLetter(UUID id, String account, String letter, String sender, String subject, String reason,
        Instant refusedAt, String state, String askedBy, Instant takenAt) {

    static RefusedLetter of(ResultSet row) throws SQLException {
        Instant taken = time(row, "taken_at");
        String account = row.getString("account");
        return new RefusedLetter(row.getObject("id", UUID.class), account,
                "imap:" + account + "/" + row.getLong("uid_validity") + "/" + row.getLong("uid"),
                row.getString("sender"), row.getString("subject"), row.getString("reason"), time(row, "refused_at"),
                taken != null ? "taken" : time(row, "asked_at") != null ? "asked" : "refused",
                row.getString("asked_by"), taken);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
