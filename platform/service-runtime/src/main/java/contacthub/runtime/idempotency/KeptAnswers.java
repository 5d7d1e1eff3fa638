package contacthub.runtime.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/**
 * The keys of a day and their answers. A key is taken by its row: while the transaction that took it is open, others
 * wait for it shortly and are told that it still runs; should its process die, the row goes with the transaction.
 */
@ApplicationScoped
class KeptAnswers {

    /** How long another request with the key may wait for its end before it is told to come again. */
    private static final String PATIENCE = "100ms";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int AGAIN_SECONDS = 1;

    private static final String LOCK_TIMEOUT = "SELECT set_config('lock_timeout', ?, true)";
    /** A row may be taken over after a day, or where its request has died without an answer. */
    private static final String TAKE = """
            INSERT INTO idempotency_key AS k (id, request) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET request = excluded.request, answer = NULL, at = now()
            WHERE k.at < now() - interval '24 hours' OR k.answer IS NULL AND k.at < now() - interval '30 seconds'""";
    private static final String READ = "SELECT request, answer FROM idempotency_key WHERE id = ?";
    private static final String KEEP = """
            INSERT INTO idempotency_key AS k (id, request, answer) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET answer = excluded.answer WHERE k.request = excluded.request""";
    private static final String RELEASE = """
            DELETE FROM idempotency_key WHERE id = ? AND request = ? AND answer IS NULL""";
    private static final String PRUNE = """
            DELETE FROM idempotency_key WHERE id IN (
                SELECT id FROM idempotency_key WHERE at < now() - interval '24 hours'
                ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)""";

    /**
     * Takes the key for this request, in the transaction of the connection; answers what the request was answered
     * before, if it was.
     *
     * @throws Problem 409 while it still runs, 422 where the key was used for another request
     */
    Optional<Answer> take(Connection connection, Attempt attempt) throws SQLException {
        return tryTake(connection, attempt) ? Optional.empty() : Optional.of(earlier(connection, attempt));
    }

    private static boolean tryTake(Connection connection, Attempt attempt) throws SQLException {
        lockTimeout(connection, PATIENCE);
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setObject(1, attempt.id());
            take.setObject(2, attempt.request());
            boolean taken = take.executeUpdate() == 1;
            lockTimeout(connection, "0");
            return taken;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw stillRunning();
            }
            throw e;
        }
    }

    private static void lockTimeout(Connection connection, String limit) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(LOCK_TIMEOUT)) {
            set.setString(1, limit);
            set.execute();
        }
    }

    private static Answer earlier(Connection connection, Attempt attempt) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setObject(1, attempt.id());
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw stillRunning();
                }
                if (!attempt.request().equals(row.getObject(1))) {
                    throw Problem.unprocessable("Idempotency-Key",
                            "was used for another request; a request of its own needs a key of its own");
                }
                byte[] answer = row.getBytes(2);
                if (answer == null) {
                    throw stillRunning();
                }
                return Json.read(attempt.seal().open(answer), Answer.class);
            }
        }
    }

    private static Problem stillRunning() {
        return Problem.busy("The request with this Idempotency-Key is still running; ask again for its answer.",
                AGAIN_SECONDS);
    }

    /** The request came to this answer; one that does not last gives the key back, so that it can be sent again at once. */
    void end(Connection connection, Attempt attempt, Answer answer) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(answer.lasts() ? KEEP : RELEASE)) {
            end.setObject(1, attempt.id());
            end.setObject(2, attempt.request());
            if (answer.lasts()) {
                end.setBytes(3, attempt.seal().close(Json.bytes(answer)));
            }
            end.executeUpdate();
        }
    }

    /** Removes keys older than a day, at most that many; answers how many there were. */
    int prune(Connection connection, int most) throws SQLException {
        try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
            prune.setInt(1, most);
            return prune.executeUpdate();
        }
    }
}
