package contacthub.bench;

import java.time.Duration;

/** How long answers took: counts in steps of 20 microseconds, up to 4 seconds. */
final class Latencies {

    private static final int STEP_NANOS = 20_000;
    private static final int STEPS = 200_000;

    private final int[] counts = new int[STEPS + 1];
    private long total;

    void add(long nanos) {
        counts[(int) Math.min(STEPS, Math.max(0, nanos) / STEP_NANOS)]++;
        total++;
    }

    /** What this share of the answers did not exceed, rounded up to the step. */
    Duration percentile(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int step = 0; step < counts.length; step++) {
            seen += counts[step];
            if (seen >= wanted && seen > 0) {
                return Duration.ofNanos((long) (step + 1) * STEP_NANOS);
            }
        }
        return Duration.ZERO;
    }
}
