package contacthub.contact.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;

import contacthub.runtime.sql.Transactions;

/** Removes what ended imports leave behind, so that a file's content stays no longer than it is needed. */
@ApplicationScoped
class Leftovers {

    private static final int PIECES = 100;
    private static final int REPETITIONS = 20_000;

    /** An upload that no instance has heard of for so long ended with the instance that received it. */
    private static final String BREAK = """
            UPDATE import SET state = 'broken', finished_at = now()
            WHERE state = 'receiving' AND changed_at < now() - interval '15 minutes'""";
    private static final String ENDED = """
            SELECT id FROM import WHERE kept AND state IN ('finished', 'cancelled', 'broken')
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""";
    private static final String REMOVE_PIECES = """
            DELETE FROM import_piece WHERE import_id = ? AND number IN (
                SELECT number FROM import_piece WHERE import_id = ? LIMIT ?)""";
    private static final String REMOVE_REPETITIONS = """
            DELETE FROM import_repetition WHERE import_id = ? AND line IN (
                SELECT line FROM import_repetition WHERE import_id = ? LIMIT ?)""";
    private static final String NOTHING_KEPT = "UPDATE import SET kept = false WHERE id = ?";

    private final Transactions transactions;

    Leftovers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void remove() {
        transactions.inNew(connection -> {
            try (PreparedStatement update = connection.prepareStatement(BREAK)) {
                return update.executeUpdate();
            }
        });
        while (transactions.inNew(Leftovers::removeSome)) {
            // A little at a time: a transaction that deletes millions of rows holds up everybody else.
        }
    }

    private static boolean removeSome(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENDED); ResultSet row = select.executeQuery()) {
            return row.next() && removeSome(connection, row.getObject(1, UUID.class));
        }
    }

    private static boolean removeSome(Connection connection, UUID of) throws SQLException {
        if (delete(connection, REMOVE_PIECES, of, PIECES) + delete(connection, REMOVE_REPETITIONS, of,
                REPETITIONS) == 0) {
            try (PreparedStatement update = connection.prepareStatement(NOTHING_KEPT)) {
                update.setObject(1, of);
                update.executeUpdate();
            }
        }
        return true;
    }

    private static int delete(Connection connection, String sql, UUID of, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, of);
            delete.setObject(2, of);
            delete.setInt(3, most);
            return delete.executeUpdate();
        }
    }
}
