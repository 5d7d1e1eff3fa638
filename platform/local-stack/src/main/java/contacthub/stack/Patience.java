package contacthub.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that other processes do, for a bounded time. */
final class Patience {

    private static final long PAUSE = Duration.ofMillis(25).toNanos();

    private Patience() {
    }

    /** Answers whether the condition became true in time. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
