package contacthub.runtime.web;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import contacthub.runtime.sql.DatabaseFailure;

/** A query of a report, which may have much to count but not hold the database for ever. */
public final class BoundedQuery {

    private static final int SECONDS = 45;

    private BoundedQuery() {
    }

    /** Runs it; a 503 problem where it takes longer than 45 seconds. */
    public static ResultSet run(PreparedStatement select) throws SQLException {
        select.setQueryTimeout(SECONDS);
        try {
            return select.executeQuery();
        } catch (SQLException e) {
            if (DatabaseFailure.isTimeout(e)) {
                throw Problem.unavailable("Counting takes longer than " + SECONDS + " seconds just now.", SECONDS);
            }
            throw e;
        }
    }
}
