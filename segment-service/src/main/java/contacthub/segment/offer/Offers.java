package contacthub.segment.offer;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import contacthub.runtime.redirect.Redirects.Whole;

/** The catalogue of offers as it is stored, and what was said to them. */
final class Offers {

    private static final String FIELDS = """
            offer, version, title, segments, r_from, f_from, m_from, cool_down_days, acceptance_labels,
            refusal_labels, withdrawn, changed_at, changed_by""";
    private static final String CURRENT = "SELECT DISTINCT ON (offer) " + FIELDS + " FROM offer_version "
            + "WHERE offer > ? ORDER BY offer, version DESC";
    private static final String LIST = "SELECT * FROM (" + CURRENT + ") o WHERE NOT withdrawn ORDER BY offer LIMIT ?";
    private static final String ONE = "SELECT " + FIELDS + " FROM offer_version WHERE offer = ? "
            + "ORDER BY version DESC LIMIT 1";
    private static final String ADD = "INSERT INTO offer_version (" + FIELDS + ") "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String CANDIDATES = "SELECT o.*, s.r, s.f, s.m, t.accepted, t.declined, last.accepted AS said,"
            + " last.at AS said_at, (SELECT min(segment) FROM membership m WHERE m.customer = ?"
            + " AND m.segment = ANY (o.segments)) AS in_segment FROM (" + CURRENT + """
            ) o
            LEFT JOIN score s ON s.customer = ?
            LEFT JOIN offer_tally t ON t.offer = o.offer
            LEFT JOIN LATERAL (SELECT accepted, at FROM offer_feedback f
                WHERE f.customer = ANY (?) AND f.offer = o.offer ORDER BY at DESC, id DESC LIMIT 1) last ON true
            WHERE NOT o.withdrawn""";

    private Offers() {
    }

    /** Offers that are not withdrawn, after a name, at most one more than asked for. */
    static List<OfferVersion> after(Connection connection, String name, int size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, name);
            select.setInt(2, size + 1);
            List<OfferVersion> offers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    offers.add(version(row));
                }
            }
            return offers;
        }
    }

    /** The newest version of an offer, a withdrawn one too. */
    static Optional<OfferVersion> newest(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(version(row)) : Optional.empty();
            }
        }
    }

    /** Adds a version; false where there is one of that number already. */
    static boolean add(Connection connection, OfferVersion version) throws SQLException {
        Offer offer = version.offer();
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, version.name());
            insert.setLong(2, version.version());
            insert.setString(3, offer.title());
            insert.setArray(4, texts(connection, offer.segments()));
            insert.setObject(5, offer.rFrom());
            insert.setObject(6, offer.fFrom());
            insert.setObject(7, offer.mFrom());
            insert.setInt(8, offer.coolDownDays());
            insert.setArray(9, texts(connection, offer.acceptanceLabels()));
            insert.setArray(10, texts(connection, offer.refusalLabels()));
            insert.setBoolean(11, version.withdrawn());
            insert.setObject(12, version.changedAt().atOffset(ZoneOffset.UTC));
            insert.setString(13, version.changedBy());
            return insert.executeUpdate() > 0;
        }
    }

    /** Every offer that is not withdrawn, held against a customer. */
    static List<Candidate> candidates(Connection connection, Whole whole) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
            select.setObject(1, whole.root());
            select.setString(2, "");
            select.setObject(3, whole.root());
            select.setArray(4, connection.createArrayOf("uuid", whole.parts().toArray()));
            List<Candidate> candidates = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    candidates.add(candidate(row));
                }
            }
            return candidates;
        }
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        int r = row.getInt("r");
        Instant said = instant(row, "said_at");
        return new Candidate(version(row), row.getString("in_segment"),
                r == 0 ? null : new Candidate.Scores(r, row.getInt("f"), row.getInt("m")),
                new Candidate.Tally(row.getLong("accepted"), row.getLong("declined")),
                said == null ? null : new Candidate.Answer(row.getBoolean("said"), said));
    }

    private static OfferVersion version(ResultSet row) throws SQLException {
        var offer = new Offer(row.getString("title"), texts(row, "segments"), number(row, "r_from"),
                number(row, "f_from"), number(row, "m_from"), row.getInt("cool_down_days"),
                texts(row, "acceptance_labels"), texts(row, "refusal_labels"));
        return new OfferVersion(row.getString("offer"), row.getLong("version"), row.getBoolean("withdrawn"),
                instant(row, "changed_at"), row.getString("changed_by"), offer);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
