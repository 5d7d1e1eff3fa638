package contacthub.runtime.idempotency;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Refusals;

/** For effects in the database: the key, the effect and the answer are written together or not at all. */
@ApplicationScoped
class InOneTransaction {

    private static final Logger LOG = Logger.getLogger(InOneTransaction.class);

    private final Transactions transactions;
    private final KeptAnswers answers;

    InOneTransaction(Transactions transactions, KeptAnswers answers) {
        this.transactions = transactions;
        this.answers = answers;
    }

    Response answer(Attempt attempt, InvocationContext call) throws Exception {
        try {
            return transactions.inNew(connection -> answer(connection, attempt, call));
        } catch (Failed failed) {
            Refusals.of(failed.reason).map(Answer::of).filter(Answer::lasts)
                    .ifPresent(answer -> keepAlone(attempt, answer));
            throw failed.reason;
        }
    }

    private Response answer(Connection connection, Attempt attempt, InvocationContext call) throws SQLException {
        Optional<Answer> earlier = answers.take(connection, attempt);
        if (earlier.isPresent()) {
            return earlier.get().replayed();
        }
        Response response = proceed(call);
        answers.end(connection, attempt, Answer.of(response));
        return response;
    }

    private static Response proceed(InvocationContext call) {
        try {
            return (Response) call.proceed();
        } catch (Exception e) {
            throw new Failed(e);
        }
    }

    /** A refusal has undone its transaction and the key with it; the next one is told the same without being tried. */
    private void keepAlone(Attempt attempt, Answer answer) {
        try {
            transactions.inNew(connection -> {
                if (answers.take(connection, attempt).isEmpty()) {
                    answers.end(connection, attempt, answer);
                }
                return null;
            });
        } catch (RuntimeException e) {
            LOG.debugf("a refusal was not kept and will be found anew: %s", e.getMessage());
        }
    }

    /** The resource method failed, as opposed to the transaction around it. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Exception reason;

        Failed(Exception reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
