package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

/** The version of the rules that holds, kept in memory as long as no further one comes to hold. */
@ApplicationScoped
public class ScoringRules {

    private static final String NEWEST = "SELECT version FROM scoring_rule WHERE bounded ORDER BY number DESC LIMIT 1";

    private final StoredRules stored;

    private volatile ScoringRule newest;

    ScoringRules(StoredRules stored) {
        this.stored = stored;
    }

    /** The version that holds now: the newest that has its bounds. */
    public ScoringRule current(Connection connection) throws SQLException {
        String version = inForce(connection);
        ScoringRule known = newest;
        if (known == null || !known.version().equals(version)) {
            known = stored.named(connection, version).orElseThrow().form().rule(version);
            newest = known;
        }
        return known;
    }

    /** Its name. */
    String inForce(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
