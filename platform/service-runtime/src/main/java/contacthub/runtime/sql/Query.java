package contacthub.runtime.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A query and what is made of its rows.
 *
 * @param sql one statement, without a semicolon
 * @param values of its parameters in their order; a list is an array of ids
 */
public record Query<T>(String sql, List<?> values, Reading<T> reading) {

    /** Makes something of all rows. */
    @FunctionalInterface
    public interface Reading<T> {

        /** Called once, before the first row. */
        T of(ResultSet rows) throws SQLException;
    }

    /** Asks it alone. */
    public T ask(Connection connection) throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Answer<T> answer = trip.with(this);
        trip.go(connection);
        return answer.get();
    }

    int bind(Connection connection, PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            if (value instanceof List<?> ids) {
                statement.setArray(next++, connection.createArrayOf("uuid", ids.toArray()));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }
}
