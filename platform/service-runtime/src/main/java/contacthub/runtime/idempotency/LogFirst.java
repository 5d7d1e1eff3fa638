package contacthub.runtime.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.Logger;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Refusals;

/**
 * For effects on the intake log, which are harmless when they come twice: the key is taken before and the answer kept
 * after, both at best effort. While the database is away requests go on without, and are not held up by it. They go on
 * in the context they came in, whatever thread found out about their key.
 */
@ApplicationScoped
class LogFirst {

    private static final Logger LOG = Logger.getLogger(LogFirst.class);
    private static final int PATIENCE_MILLIS = 500;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final KeptAnswers answers;
    private final ManagedExecutor executor;
    private final ThreadContext context;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.MIN;

    LogFirst(Transactions transactions, KeptAnswers answers, ManagedExecutor executor, ThreadContext context,
            Clock clock) {
        this.transactions = transactions;
        this.answers = answers;
        this.executor = executor;
        this.context = context;
        this.clock = clock;
    }

    CompletionStage<Response> answer(Attempt attempt, InvocationContext call) {
        Supplier<CompletableFuture<Response>> onward = context.contextualSupplier(() -> run(call));
        return taken(attempt).thenComposeAsync(earlier -> earlier.map(Answer::replayed)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> proceed(attempt, onward)), executor);
    }

    /** A key that is taken only after its request went on without would seem to run for ever: it is given back. */
    private CompletableFuture<Optional<Answer>> taken(Attempt attempt) {
        AtomicBoolean gone = new AtomicBoolean();
        return bestEffort(connection -> {
            Optional<Answer> earlier = answers.take(connection, attempt);
            if (gone.get()) {
                throw new IllegalStateException("the request went on without its key");
            }
            return earlier;
        }, Optional.<Answer>empty()).whenComplete((earlier, failure) -> gone.set(true));
    }

    private CompletableFuture<Response> proceed(Attempt attempt, Supplier<CompletableFuture<Response>> onward) {
        return onward.get().handle(
                (response, failure) -> failure == null ? answered(attempt, response) : refused(attempt, cause(failure)))
                .thenCompose(outcome -> outcome);
    }

    private CompletableFuture<Response> answered(Attempt attempt, Response response) {
        return end(attempt, Answer.of(response)).thenApply(ended -> response);
    }

    private CompletableFuture<Response> refused(Attempt attempt, Throwable failure) {
        Answer answer = Refusals.of(failure).map(Answer::of).orElseGet(LogFirst::failed);
        return end(attempt, answer).thenCompose(ended -> CompletableFuture.failedFuture(failure));
    }

    private static Answer failed() {
        return Answer.of(Response.serverError().build());
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<Response> run(InvocationContext call) {
        try {
            return ((CompletionStage<Response>) call.proceed()).toCompletableFuture();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> end(Attempt attempt, Answer answer) {
        return bestEffort(connection -> {
            answers.end(connection, attempt, answer);
            return null;
        }, null);
    }

    private <T> CompletableFuture<T> bestEffort(Transactions.Work<T> work, T otherwise) {
        if (clock.instant().isBefore(awayUntil)) {
            return CompletableFuture.completedFuture(otherwise);
        }
        return CompletableFuture.supplyAsync(() -> transactions.inNew(work), executor)
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> goOn(cause(failure), otherwise));
    }

    private <T> T goOn(Throwable failure, T otherwise) {
        if (failure instanceof Problem problem) {
            throw problem;
        }
        LOG.debugf("a request goes on without its idempotency key: %s", failure);
        awayUntil = clock.instant().plus(LEFT_ALONE);
        return otherwise;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
