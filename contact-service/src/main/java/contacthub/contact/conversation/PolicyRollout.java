package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.clock.Happening;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;

/**
 * Takes an edit of the policies to the conversations that are open, where its author chose so, a few hundred in a
 * transaction. It begins a moment after the edit, when no instance opens conversations by the list before it any more.
 */
@ApplicationScoped
class PolicyRollout {

    private static final Logger LOG = Logger.getLogger(PolicyRollout.class);
    private static final int WINDOW = 500;
    private static final String CLAIM = """
            SELECT revision, edited_at, last FROM sla_policy_rollout WHERE edited_at < now() - interval '1 second'
            ORDER BY revision LIMIT 1 FOR UPDATE SKIP LOCKED""";
    private static final String ADVANCE = "UPDATE sla_policy_rollout SET last = ? WHERE revision = ?";
    private static final String DONE = "DELETE FROM sla_policy_rollout WHERE revision = ?";

    private final Transactions transactions;
    private final Conversations conversations;
    private final Progress progress;
    private final Ids ids;
    private final Worker worker = new Worker("policy-rollout", this::step);

    PolicyRollout(Transactions transactions, Conversations conversations, Progress progress, Ids ids) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.progress = progress;
        this.ids = ids;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private record Rollout(long revision, Instant edited, UUID last) {}

    @FunctionalInterface
    private interface Taking {

        void take(Connection connection, Rollout rollout, List<Conversation> open) throws SQLException;
    }

    private boolean step() {
        try {
            return step(WINDOW, this::take);
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isPassing(failure)) {
                throw failure;
            }
            return oneByOne();
        }
    }

    /** One that cannot be taken on is passed over, and never stops the others. */
    private boolean oneByOne() {
        boolean more = true;
        for (int i = 0; i < WINDOW && more; i++) {
            try {
                more = step(1, this::take);
            } catch (RuntimeException failure) {
                if (DatabaseFailure.isPassing(failure)) {
                    throw failure;
                }
                more = step(1, (connection, rollout, open) -> open.forEach(one -> LOG
                        .errorf("conversation %s cannot be taken to revision %d of the policies: %s", one.id,
                                rollout.revision, failure.getClass().getName())));
            }
        }
        return more;
    }

    private boolean step(int window, Taking taking) {
        return transactions.inNew(connection -> {
            Optional<Rollout> rollout = claim(connection);
            if (rollout.isPresent()) {
                List<Conversation> open = conversations.openAfter(connection, rollout.get().last, window);
                taking.take(connection, rollout.get(), open);
                if (open.size() < window) {
                    done(connection, rollout.get());
                } else {
                    advance(connection, rollout.get(), open.get(open.size() - 1).id);
                }
            }
            return rollout.isPresent();
        });
    }

    private void take(Connection connection, Rollout rollout, List<Conversation> open) throws SQLException {
        Map<UUID, List<Happening>> happenings = new HashMap<>();
        open.forEach(one -> happenings.put(one.id,
                List.of(Happening.policies(ids.next(), rollout.edited, rollout.revision))));
        progress.go(connection, open, happenings);
        conversations.keep(connection, open);
    }

    private static Optional<Rollout> claim(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CLAIM); ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Rollout(row.getLong("revision"), Conversations.time(row, "edited_at"),
                            row.getObject("last", UUID.class)))
                    : Optional.empty();
        }
    }

    private static void advance(Connection connection, Rollout rollout, UUID last) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setObject(1, last);
            update.setLong(2, rollout.revision);
            update.executeUpdate();
        }
    }

    private static void done(Connection connection, Rollout rollout) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DONE)) {
            delete.setLong(1, rollout.revision);
            delete.executeUpdate();
        }
    }
}
