package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** The versions of the rules; a version never changes once it is there. */
@ApplicationScoped
public class ScoringRules {

    private static final String NEWEST = "SELECT version FROM scoring_rule ORDER BY number DESC LIMIT 1";
    private static final String BOUNDS = "SELECT measure, currency, bounds FROM scoring_bound WHERE rule = ?";
    private static final String CELLS = """
            SELECT recency_from, purchases_from, activity_group FROM activity_cell WHERE rule = ?""";

    private volatile ScoringRule newest;

    /** The version that holds now. */
    public ScoringRule current(Connection connection) throws SQLException {
        String version = newestVersion(connection);
        ScoringRule known = newest;
        if (known == null || !known.version().equals(version)) {
            known = read(connection, version);
            newest = known;
        }
        return known;
    }

    private static String newestVersion(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static ScoringRule read(Connection connection, String version) throws SQLException {
        Map<String, Map<String, Scale>> scales = scales(connection, version);
        return new ScoringRule(version, scales.get("recency_days").get(ScoringRule.ANY_CURRENCY),
                scales.get("frequency").get(ScoringRule.ANY_CURRENCY), scales.get("monetary"),
                new ActivityMatrix(corners(connection, version)));
    }

    private static Map<String, Map<String, Scale>> scales(Connection connection, String version)
            throws SQLException {
        Map<String, Map<String, Scale>> scales = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BOUNDS)) {
            select.setString(1, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String measure = row.getString(1);
                    List<BigDecimal> bounds = List.of((BigDecimal[]) row.getArray(3).getArray());
                    scales.computeIfAbsent(measure, any -> new HashMap<>()).put(row.getString(2),
                            new Scale(bounds, measure.equals("recency_days")));
                }
            }
        }
        return scales;
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
}
