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

    /**
     * As it is sent: an array of one says so in the text. PostgreSQL takes an array given as a value to be of ten, and
     * plans such a statement anew each time because it would then be cheaper; that costs more than running it.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int at = sql.indexOf('?', from);
            text.append(sql, from, at).append(isOne(value) ? "ARRAY[?]" : "?");
            from = at + 1;
        }
        return text.append(sql, from, sql.length()).toString();
    }

    private static boolean isOne(Object value) {
        return value instanceof List<?> ids && ids.size() == 1;
    }

    int bind(Connection connection, PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            if (isOne(value)) {
                statement.setObject(next++, ((List<?>) value).get(0));
            } else if (value instanceof List<?> ids) {
                statement.setArray(next++, connection.createArrayOf("uuid", ids.toArray()));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }
}
