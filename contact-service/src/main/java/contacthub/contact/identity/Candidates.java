package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.web.Problem;

/** Pairs of customers who may be one person, kept for an operator to merge or to dismiss (spec 25, rule 4). */
@ApplicationScoped
public class Candidates {

    static final String MERGED = "merged";
    static final String DISMISSED = "dismissed";

    private static final String SUGGEST = """
            INSERT INTO merge_candidate (id, one, two, because, found_at, status)
            SELECT id, one, two, because, found_at, 'open' FROM unnest(?, ?, ?, ?, ?) n (id, one, two, because, found_at)
            ON CONFLICT (one, two) DO NOTHING""";
    private static final String PROPOSE = """
            INSERT INTO merge_candidate (id, one, two, score, because, found_at, status)
            SELECT n.*, 'open' FROM unnest(?, ?, ?, ?, ?, ?) n (id, one, two, score, because, found_at)
            ON CONFLICT (one, two) DO UPDATE SET score = excluded.score, because = excluded.because
                WHERE merge_candidate.status = 'open' AND merge_candidate.score IS NOT NULL""";
    /** Proposals of these customers that no longer hold. */
    private static final String WITHDRAW = """
            DELETE FROM merge_candidate k WHERE status = 'open' AND score IS NOT NULL AND (one = ANY (?) OR two = ANY (?))
            AND NOT EXISTS (SELECT 1 FROM unnest(?, ?) n (one, two) WHERE n.one = k.one AND n.two = k.two)""";
    private static final String CLOSE = """
            UPDATE merge_candidate SET status = ?, closed_at = now(), closed_by = ?
            WHERE one = ? AND two = ? AND status = 'open'""";
    private static final String PART = """
            INSERT INTO merge_candidate (id, one, two, because, found_at, status, closed_at, closed_by)
            VALUES (?, ?, ?, 'a merge of the two was undone', ?, 'dismissed', ?, ?)
            ON CONFLICT (one, two) DO UPDATE SET status = 'dismissed', closed_at = excluded.closed_at,
                closed_by = excluded.closed_by""";
    private static final String PARTED = """
            SELECT one, two FROM merge_candidate
            WHERE one = ANY (?) AND two = ANY (?) AND status = 'dismissed'""";
    private static final String OPEN = """
            SELECT k.* FROM merge_candidate k JOIN customer a ON a.id = k.one JOIN customer b ON b.id = k.two
            WHERE k.status = 'open' AND k.id < ? AND a.merged_into IS NULL AND b.merged_into IS NULL
                AND a.erased_at IS NULL AND b.erased_at IS NULL
            ORDER BY k.id DESC LIMIT ?""";
    private static final String DISMISS = """
            UPDATE merge_candidate SET status = 'dismissed', closed_at = now(), closed_by = ?
            WHERE id = ? AND status = 'open'""";
    private static final String STATUS = "SELECT status FROM merge_candidate WHERE id = ?";

    private final Ids ids;

    Candidates(Ids ids) {
        this.ids = ids;
    }

    /** A pair to be looked at, whichever way round. */
    record Pair(UUID one, UUID two, String because, Instant at) {

        static Pair of(UUID one, UUID two, String because, Instant at) {
            return ordered(one, two) ? new Pair(one, two, because, at) : new Pair(two, one, because, at);
        }

        /** In the order of the database, which compares the bytes without a sign. */
        private static boolean ordered(UUID one, UUID two) {
            return one.toString().compareTo(two.toString()) < 0;
        }
    }

    /** A pair as an operator sees it; without a score where their addresses conflict. */
    public record Open(UUID id, UUID one, UUID two, Integer score, String because, Instant foundAt) {}

    /** Two customers who look alike, whichever way round. */
    public record Alike(UUID one, UUID two, int score, String because) {

        private Alike ordered() {
            return Pair.ordered(one, two) ? this : new Alike(two, one, score, because);
        }
    }

    /** Proposes pairs that look alike, and no longer those of the changed customers that do not any more. */
    public void propose(Connection connection, Collection<UUID> changed, List<Alike> alike, Instant now)
            throws SQLException {
        List<Alike> pairs = alike.stream().map(Alike::ordered).toList();
        try (PreparedStatement delete = connection.prepareStatement(WITHDRAW)) {
            delete.setArray(1, connection.createArrayOf("uuid", changed.toArray()));
            delete.setArray(2, connection.createArrayOf("uuid", changed.toArray()));
            delete.setArray(3, connection.createArrayOf("uuid", pairs.stream().map(Alike::one).toArray()));
            delete.setArray(4, connection.createArrayOf("uuid", pairs.stream().map(Alike::two).toArray()));
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(PROPOSE)) {
            Columns.of(connection, insert, pairs)
                    .bind("uuid", pair -> ids.next())
                    .bind("uuid", Alike::one)
                    .bind("uuid", Alike::two)
                    .bind("int4", Alike::score)
                    .bind("text", Alike::because)
                    .bind("timestamptz", pair -> now);
            insert.executeUpdate();
        }
    }

    void suggest(Connection connection, Collection<Pair> pairs) throws SQLException {
        List<Pair> distinct = pairs.stream().filter(pair -> !pair.one.equals(pair.two)).toList();
        if (distinct.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(SUGGEST)) {
            Columns.of(connection, insert, distinct)
                    .bind("uuid", pair -> ids.next())
                    .bind("uuid", Pair::one)
                    .bind("uuid", Pair::two)
                    .bind("text", Pair::because)
                    .bind("timestamptz", Pair::at);
            insert.executeUpdate();
        }
    }

    void close(Connection connection, UUID one, UUID two, String status, String operator) throws SQLException {
        Pair pair = Pair.of(one, two, null, null);
        try (PreparedStatement update = connection.prepareStatement(CLOSE)) {
            update.setString(1, status);
            update.setString(2, operator);
            update.setObject(3, pair.one);
            update.setObject(4, pair.two);
            update.executeUpdate();
        }
    }

    /** Remembers that these are two people, so that no event makes them one by itself again. */
    void part(Connection connection, UUID one, UUID two, String operator, Instant now) throws SQLException {
        Pair pair = Pair.of(one, two, null, null);
        try (PreparedStatement upsert = connection.prepareStatement(PART)) {
            upsert.setObject(1, ids.next());
            upsert.setObject(2, pair.one);
            upsert.setObject(3, pair.two);
            upsert.setObject(4, now.atOffset(ZoneOffset.UTC));
            upsert.setObject(5, now.atOffset(ZoneOffset.UTC));
            upsert.setString(6, operator);
            upsert.executeUpdate();
        }
    }

    /** The pairs among these customers of which an operator said that they are two people. */
    static Set<Set<UUID>> parted(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARTED)) {
            Object[] all = customers.toArray();
            select.setArray(1, connection.createArrayOf("uuid", all));
            select.setArray(2, connection.createArrayOf("uuid", all));
            Set<Set<UUID>> parted = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parted.add(Set.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
                }
            }
            return parted;
        }
    }

    /** Pairs that wait, the latest first; pairs of which one is merged or erased by now wait no more. */
    public List<Open> open(Connection connection, UUID before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setObject(1, before);
            select.setInt(2, limit);
            List<Open> open = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(new Open(row.getObject("id", UUID.class), row.getObject("one", UUID.class),
                            row.getObject("two", UUID.class), (Integer) row.getObject("score"),
                            row.getString("because"), row.getObject("found_at", OffsetDateTime.class).toInstant()));
                }
            }
            return open;
        }
    }

    /** An operator holds them to be two people; a problem where there is no such pair or it waits no more. */
    public void dismiss(Connection connection, UUID id, String operator) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DISMISS)) {
            update.setString(1, operator);
            update.setObject(2, id);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement select = connection.prepareStatement(STATUS)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                throw row.next()
                        ? Problem.conflict("The merge candidate is " + row.getString(1) + " already.")
                        : Problem.notFound("There is no merge candidate " + id + ".");
            }
        }
    }
}
