package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;

/**
 * Works on conversations that are due, many in a transaction; where that fails, on each by itself, so that one that
 * cannot be worked on is tried again later and never stops the others.
 */
@ApplicationScoped
class Batches {

    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final int MOST = 500;

    private final Transactions transactions;
    private final Conversations conversations;
    private final Duration retry;

    Batches(Transactions transactions, Conversations conversations,
            @ConfigProperty(name = "hub.clocks.retry") Duration retry) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.retry = retry;
    }

    /** What is done with conversations whose moment has come. */
    interface Work {

        /** At most so many conversations, nothing being held. */
        List<UUID> due(Connection connection, int most) throws SQLException;

        /** Does it with those that nobody else holds; they may have been worked on meanwhile. */
        void on(Connection connection, List<Conversation> held) throws SQLException;

        /** One could not be worked on. */
        void postpone(Connection connection, UUID conversation, Duration by) throws SQLException;
    }

    /** Works on what is due; whether there may be more of it. */
    boolean run(Work work) {
        List<UUID> due = transactions.inNew(connection -> work.due(connection, MOST));
        if (!due.isEmpty()) {
            run(work, due);
        }
        return due.size() == MOST;
    }

    private void run(Work work, List<UUID> due) {
        try {
            on(work, due);
        } catch (RuntimeException | StackOverflowError failure) {
            refusePassing(failure);
            due.forEach(one -> alone(work, one));
        }
    }

    private void alone(Work work, UUID one) {
        try {
            on(work, List.of(one));
        } catch (RuntimeException | StackOverflowError failure) {
            refusePassing(failure);
            LOG.errorf("conversation %s is tried again in %s: %s", one, retry, failure.getClass().getName());
            transactions.inNew(connection -> {
                work.postpone(connection, one, retry);
                return null;
            });
        }
    }

    private void on(Work work, Collection<UUID> which) {
        transactions.inNew(connection -> {
            List<Conversation> held = conversations.free(connection, which);
            if (!held.isEmpty()) {
                work.on(connection, held);
            }
            return null;
        });
    }

    /** No conversation is to blame for a database that is away. */
    private static void refusePassing(Throwable failure) {
        if (failure instanceof RuntimeException passing && DatabaseFailure.isPassing(passing)) {
            throw passing;
        }
    }
}
