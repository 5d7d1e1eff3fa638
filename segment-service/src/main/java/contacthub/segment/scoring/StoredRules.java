package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Columns;

/** The versions of the rules in the database; a version never changes once it is there. */
@ApplicationScoped
class StoredRules {

    private static final String COLUMNS = """
            SELECT version, number, measures, bounded, because, made_at, made_by, quarters, method FROM scoring_rule""";
    private static final String BEFORE = COLUMNS + " WHERE number < ? ORDER BY number DESC LIMIT ?";
    private static final String NAMED = COLUMNS + " WHERE version = ?";
    private static final String AUTHORED = COLUMNS
            + " WHERE measures IS NULL ORDER BY number DESC LIMIT 1";
    /** One row for all to hold: of two who edit at once the second sees what the first did. */
    private static final String HOLD = "SELECT 1 FROM scoring_rule WHERE number = 1 FOR UPDATE";
    private static final String NEWEST = "SELECT max(number) FROM scoring_rule";
    private static final String MEASURED = "SELECT count(*) FROM scoring_rule WHERE measures = ?";
    private static final String BOUNDS = "SELECT measure, currency, bounds FROM scoring_bound WHERE rule = ?";
    private static final String CELLS = """
            SELECT recency_from, purchases_from, activity_group FROM activity_cell WHERE rule = ?
            ORDER BY recency_from, purchases_from""";
    private static final String ADD = """
            INSERT INTO scoring_rule (version, number, measures, bounded, because, made_at, made_by, quarters, method)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_BOUND = """
            INSERT INTO scoring_bound (rule, measure, currency, bounds) VALUES (?, ?, ?, ?)""";
    private static final String ADD_CELLS = "INSERT INTO activity_cell SELECT * FROM unnest(?, ?, ?, ?)";

    /** The number of the newest version; no further one is made by anybody else until the end of the transaction. */
    int hold(Connection connection) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.execute();
        }
        try (PreparedStatement select = connection.prepareStatement(NEWEST); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The newest version that an author made. */
    RuleVersion authored(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AUTHORED)) {
            return read(connection, select).get(0);
        }
    }

    Optional<RuleVersion> named(Connection connection, String version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            select.setString(1, version);
            return read(connection, select).stream().findFirst();
        }
    }

    /** Versions with smaller numbers, the newest first. */
    List<RuleVersion> before(Connection connection, int number, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setInt(1, number);
            select.setInt(2, limit);
            return read(connection, select);
        }
    }

    /** How often the quintiles of a version have been measured. */
    int measured(Connection connection, String version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MEASURED)) {
            select.setString(1, version);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static List<RuleVersion> read(Connection connection, PreparedStatement select) throws SQLException {
        List<RuleVersion> versions = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String version = row.getString(1);
                versions.add(new RuleVersion(version, row.getInt(2), row.getString(3), row.getBoolean(4),
                        row.getString(5), row.getObject(6, OffsetDateTime.class).toInstant(), row.getString(7),
                        form(connection, version, row.getObject(8, Integer.class), row.getString(9))));
            }
        }
        return versions;
    }

    private static RuleForm form(Connection connection, String version, Integer quarters, String method)
            throws SQLException {
        Map<String, Map<String, List<BigDecimal>>> bounds = bounds(connection, version);
        return new RuleForm(quarters, method, any(bounds.get("recency_days")), any(bounds.get("frequency")),
                bounds.get("monetary"), corners(connection, version));
    }

    private static List<BigDecimal> any(Map<String, List<BigDecimal>> bounds) {
        return bounds == null ? null : bounds.get(ScoringRule.ANY_CURRENCY);
    }

    private static Map<String, Map<String, List<BigDecimal>>> bounds(Connection connection, String version)
            throws SQLException {
        Map<String, Map<String, List<BigDecimal>>> bounds = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BOUNDS)) {
            select.setString(1, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bounds.computeIfAbsent(row.getString(1), any -> new LinkedHashMap<>()).put(row.getString(2),
                            List.of((BigDecimal[]) row.getArray(3).getArray()));
                }
            }
        }
        return bounds;
    }

    private static List<ActivityMatrix.Corner> corners(Connection connection, String version) throws SQLException {
        List<ActivityMatrix.Corner> corners = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CELLS)) {
            select.setString(1, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    corners.add(new ActivityMatrix.Corner(row.getInt(1), row.getInt(2), row.getString(3)));
                }
            }
        }
        return corners;
    }

    void add(Connection connection, RuleVersion version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, version.version());
            insert.setInt(2, version.number());
            insert.setString(3, version.measures());
            insert.setBoolean(4, version.bounded());
            insert.setString(5, version.because());
            insert.setObject(6, version.madeAt().atOffset(ZoneOffset.UTC));
            insert.setString(7, version.madeBy());
            insert.setObject(8, version.form().quarters(), java.sql.Types.INTEGER);
            insert.setString(9, version.form().method());
            insert.executeUpdate();
        }
        addCells(connection, version);
        if (version.bounded()) {
            addBound(connection, version.version(), "recency_days", ScoringRule.ANY_CURRENCY,
                    version.form().recencyDays());
            addBound(connection, version.version(), "frequency", ScoringRule.ANY_CURRENCY,
                    version.form().frequency());
            for (var money : version.form().monetary().entrySet()) {
                addBound(connection, version.version(), "monetary", money.getKey(), money.getValue());
            }
        }
    }

    private static void addBound(Connection connection, String version, String measure, String currency,
            List<BigDecimal> bounds) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_BOUND)) {
            insert.setString(1, version);
            insert.setString(2, measure);
            insert.setString(3, currency);
            insert.setArray(4, connection.createArrayOf("numeric", bounds.toArray()));
            insert.executeUpdate();
        }
    }

    private static void addCells(Connection connection, RuleVersion version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_CELLS)) {
            Columns.of(connection, insert, version.form().cells()).bind("text", corner -> version.version())
                    .bind("int4", ActivityMatrix.Corner::recencyFrom)
                    .bind("int4", ActivityMatrix.Corner::purchasesFrom).bind("text", ActivityMatrix.Corner::group);
            insert.executeUpdate();
        }
    }
}
