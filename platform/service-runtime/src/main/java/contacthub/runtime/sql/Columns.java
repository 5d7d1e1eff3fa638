package contacthub.runtime.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import org.postgresql.util.PGobject;

/** Binds a list of rows as PostgreSQL arrays, one per column, for {@code SELECT … FROM unnest(?, ?, …)}. */
public final class Columns<R> {

    private static final int TYPICAL_LENGTH = 40;

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

    /** Binds the next parameter to this column of all rows; {@code type} is PostgreSQL's own name of the element type, such as int8. */
    public Columns<R> bind(String type, Function<R, ?> column) throws SQLException {
        index++;
        if (type.equals("bytea")) {
            byte[][] values = rows.stream().map(row -> (byte[]) column.apply(row)).toArray(byte[][]::new);
            statement.setArray(index, connection.createArrayOf(type, values));
        } else {
            statement.setObject(index, array(type, column));
        }
        return this;
    }

    /** An array in PostgreSQL's own notation; the driver's, made character by character, takes several times as long. */
    private PGobject array(String type, Function<R, ?> column) throws SQLException {
        var literal = new StringBuilder(rows.size() * TYPICAL_LENGTH).append('{');
        for (R row : rows) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            append(literal, column.apply(row));
        }
        var array = new PGobject();
        array.setType(type + "[]");
        array.setValue(literal.append('}').toString());
        return array;
    }

    private static void append(StringBuilder literal, Object value) {
        if (value instanceof String text) {
            quote(literal.append('"'), text).append('"');
        } else {
            literal.append(value == null ? "NULL" : value.toString());
        }
    }

    private static StringBuilder quote(StringBuilder literal, String text) {
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append(text, copied, i).append('\\');
                copied = i;
            }
        }
        return literal.append(text, copied, text.length());
    }
}
