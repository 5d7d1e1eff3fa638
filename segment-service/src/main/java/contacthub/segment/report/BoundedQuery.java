package contacthub.segment.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.web.Problem;

/** A query over all customers that gives up, with a 503 problem, before it takes a minute. */
public final class BoundedQuery {

    private static final int SECONDS = 45;

    private BoundedQuery() {
    }

    /** Sets the parameters of the query. */
    @FunctionalInterface
    public interface Asking {

        /** Sets them. */
        void on(PreparedStatement select) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Reading<T> {

        /** Reads it. */
        T of(ResultSet row) throws SQLException;
    }

    /** The rows it finds. */
    public static <T> List<T> rows(Connection connection, String sql, Asking asking, Reading<T> reading)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS);
            asking.on(select);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reading.of(row));
                }
            }
        } catch (SQLException e) {
            if (DatabaseFailure.isTimeout(e)) {
                throw Problem.unavailable("Measuring takes longer than " + SECONDS + " seconds just now.", SECONDS);
            }
            throw e;
        }
        return found;
    }
}
