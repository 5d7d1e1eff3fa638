package contacthub.runtime.sql;

import java.sql.SQLException;
import java.util.Set;

/** The database did not do what was asked; tells whether asking again can help. */
public final class DatabaseFailure extends RuntimeException {

    /**
     * SQLSTATE classes: connection, transaction state, rollback, wrong statement or missing right, resources, object
     * state, operator intervention, system error. A wrong statement is ours to mend; no event is to blame for it.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "25", "40", "42", "53", "55", "57", "58");

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** True when the failure lies with the database's state, not with what was asked of it (PostgreSQL appendix A). */
    public static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isPassing(sql.getSQLState());
            }
        }
        return failure instanceof jakarta.transaction.TransactionalException
                || failure instanceof io.quarkus.narayana.jta.QuarkusTransactionException;
    }

    /** True when a statement was given up because its query timeout had passed (PostgreSQL appendix A, query_canceled). */
    public static boolean isTimeout(SQLException failure) {
        return "57014".equals(failure.getSQLState());
    }

    /** The pool gives no state when it has no connection, the driver an empty one where it knows none. */
    private static boolean isPassing(String state) {
        return state == null || state.length() < 2 || PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
