package contacthub.runtime.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.postgresql.PGStatement;

/** How PostgreSQL plans a statement. */
public final class Plans {

    private Plans() {
    }

    /**
     * Has the statement planned each time it runs. A plan kept from when a queue was empty reads all of it, again and
     * again, once it is long (PostgreSQL manual, PREPARE, Notes).
     */
    public static PreparedStatement anew(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        return statement;
    }
}
