package contacthub.runtime.sql;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Runs plain JDBC in one transaction. */
@ApplicationScoped
public class Transactions {

    private static final int SECONDS = 60;

    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /** What is done with the connection of a transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it; whatever it throws rolls everything back. */
        T on(Connection connection) throws SQLException;
    }

    /** Runs work in a transaction of its own; {@link SQLException} comes out as {@link DatabaseFailure}. */
    public <T> T inNew(Work<T> work) {
        return QuarkusTransaction.requiringNew().timeout(SECONDS).call(() -> inCurrent(work));
    }

    /** Runs work in the caller's transaction, or in one of its own where there is none. */
    public <T> T inOne(Work<T> work) {
        return QuarkusTransaction.joiningExisting().timeout(SECONDS).call(() -> inCurrent(work));
    }

    /** Runs work in the caller's transaction, or without one where there is none. */
    public <T> T inCurrent(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
