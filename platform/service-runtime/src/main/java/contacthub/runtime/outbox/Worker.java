package contacthub.runtime.outbox;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

/**
 * One thread that does a piece of work again and again: at once while there is more, four times a second, or as told,
 * when there is none, backing off while it fails, for ever. Claiming from the database keeps several instances apart.
 */
public final class Worker {

    /** How often to look where somebody waits for each step of it; every look of every worker costs, also at night. */
    public static final Duration AT_ONCE = Duration.ofMillis(50);

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final long LONGEST_MILLIS = 2_000;

    private final String name;
    private final BooleanSupplier work;
    private final ScheduledExecutorService thread;
    private final long idle;
    private long pause;

    /** Work answers whether there is more to do at once. */
    public Worker(String name, BooleanSupplier work) {
        this(name, IDLE, work);
    }

    /** One that looks for work this often. */
    public Worker(String name, Duration every, BooleanSupplier work) {
        this.name = name;
        this.idle = every.toMillis();
        this.pause = idle;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Begins. */
    public void start() {
        thread.schedule(this::round, idle, TimeUnit.MILLISECONDS);
    }

    /** Does a piece at once and waits for it shortly; what it could not do is done later, as ever. */
    public void now() {
        try {
            thread.submit(work::getAsBoolean).get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debugf("%s will try again: %s", name, e);
        }
    }

    /** Ends after the piece at hand, waiting for it shortly. */
    public void stop() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        long next = tryWork();
        if (!thread.isShutdown()) {
            thread.schedule(this::round, next, TimeUnit.MILLISECONDS);
        }
    }

    private long tryWork() {
        try {
            boolean more = work.getAsBoolean();
            pause = idle;
            return more ? 0 : idle;
        } catch (RuntimeException | Error e) {
            // An error too: a worker that ended silently would be missed by nobody until customers are.
            if (pause == idle) {
                LOG.warnf("%s will try again: %s", name, e);
            }
            pause = Math.min(pause * 2, LONGEST_MILLIS);
            return pause;
        }
    }
}
