package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Columns;

/** The present scores of all customers. */
@ApplicationScoped
class Scores {

    private static final String COLUMNS = """
            customer, as_of, first_purchase, last_purchase, recency_days, frequency, purchase_days, monetary,
            currency, r, f, m, activity_group, rule_version, lifetime, due_at""";
    private static final String ONE = "SELECT " + COLUMNS + " FROM score WHERE customer = ?";
    /** Locked in one order by everybody, before the purchases are summed up: who comes second sees what the first did. */
    private static final String LOCK = "SELECT " + COLUMNS + """

            FROM score WHERE customer = ANY (?) ORDER BY customer FOR UPDATE""";
    private static final String DUE = """
            SELECT customer FROM score WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String WRITE = "INSERT INTO score (" + COLUMNS + """
            )
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET as_of = excluded.as_of, first_purchase = excluded.first_purchase,
                last_purchase = excluded.last_purchase, recency_days = excluded.recency_days,
                frequency = excluded.frequency, purchase_days = excluded.purchase_days, monetary = excluded.monetary,
                currency = excluded.currency, r = excluded.r, f = excluded.f, m = excluded.m,
                activity_group = excluded.activity_group, rule_version = excluded.rule_version,
                lifetime = excluded.lifetime, due_at = excluded.due_at""";

    Optional<Score> of(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, customer);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    /** The present scores of these customers, held until the end of the transaction. */
    Map<UUID, Score> lock(Connection connection, Collection<UUID> customers) throws SQLException {
        Map<UUID, Score> scores = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Score score = read(row);
                    scores.put(score.customer(), score);
                }
            }
        }
        return scores;
    }

    /** Some customers whose scores time has changed, held against other instances. */
    Set<UUID> due(Connection connection, Instant now, int limit) throws SQLException {
        Set<UUID> customers = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    customers.add(row.getObject(1, UUID.class));
                }
            }
        }
        return customers;
    }

    /** Takes away the scores of customers who have nothing to be scored by, or are part of another. */
    void remove(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM score WHERE customer = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("uuid", customers.stream().sorted().toArray()));
            delete.executeUpdate();
        }
    }

    void write(Connection connection, List<Score> scores) throws SQLException {
        if (scores.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
            Columns.of(connection, upsert, scores)
                    .bind("uuid", Score::customer)
                    .bind("timestamptz", Score::asOf)
                    .bind("timestamptz", Score::firstPurchase)
                    .bind("timestamptz", Score::lastPurchase)
                    .bind("int8", Score::recencyDays)
                    .bind("int8", Score::frequency)
                    .bind("int8", Score::purchaseDays)
                    .bind("numeric", Score::monetary)
                    .bind("text", Score::currency)
                    .bind("int2", Score::r)
                    .bind("int2", Score::f)
                    .bind("int2", Score::m)
                    .bind("text", Score::group)
                    .bind("text", Score::ruleVersion)
                    .bind("numeric", Score::lifetime)
                    .bind("timestamptz", Score::changesAt);
            upsert.executeUpdate();
        }
    }

    private static Score read(ResultSet row) throws SQLException {
        return new Score(row.getObject(1, UUID.class), instant(row, 2), instant(row, 3), instant(row, 4),
                row.getLong(5), row.getLong(6), row.getLong(7), row.getBigDecimal(8).stripTrailingZeros(),
                row.getString(9), row.getInt(10), row.getInt(11), row.getInt(12), row.getString(13),
                row.getString(14), row.getBigDecimal(15).stripTrailingZeros(), instant(row, 16));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
