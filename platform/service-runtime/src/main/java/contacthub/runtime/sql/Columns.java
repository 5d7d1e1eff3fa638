package contacthub.runtime.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds a list of rows as PostgreSQL arrays, one per column, for {@code SELECT … FROM unnest(?, ?, …)}. */
public final class Columns<R> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int index;

    private Columns(Connection connection, PreparedStatement statement, List<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Starts at the statement's first parameter. */
    public static <R> Columns<R> of(Connection connection, PreparedStatement statement, List<R> rows) {
        return new Columns<>(connection, statement, rows);
    }

    /** Binds the next parameter to this column of all rows; {@code type} is PostgreSQL's name of the element type. */
    public Columns<R> bind(String type, Function<R, ?> column) throws SQLException {
        // The driver takes an Object[] of byte[] for an array of two dimensions.
        Object[] values = type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(rows.get(i));
            values[i] = value instanceof java.time.Instant instant ? instant.toString() : value;
        }
        statement.setArray(++index, connection.createArrayOf(type, values));
        return this;
    }
}
