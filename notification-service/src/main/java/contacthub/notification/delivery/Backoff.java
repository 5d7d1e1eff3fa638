package contacthub.notification.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * When to try again: twice as long after each attempt, a little earlier or later so that not everybody comes back at
 * once, never before the gateway said, and not for ever.
 *
 * @param first the pause after the first attempt
 * @param most how many attempts in all
 * @param within how long after the first attempt the last may be
 */
record Backoff(Duration first, int most, Duration within) {

    private static final double SPREAD = 0.15;

    /**
     * The pause after an attempt, or nothing when there must be no other.
     *
     * @param age since the first attempt
     * @param asked the pause the gateway asked for
     * @param chance from 0 to 1
     */
    Optional<Duration> after(int attempt, Duration age, Duration asked, double chance) {
        if (attempt >= most) {
            return Optional.empty();
        }
        double factor = (1L << attempt - 1) * (1 - SPREAD + 2 * SPREAD * chance);
        Duration pause = Duration.ofMillis(Math.round(first.toMillis() * factor));
        Duration next = pause.compareTo(asked) < 0 ? asked : pause;
        return age.plus(next).compareTo(within) > 0 ? Optional.empty() : Optional.of(next);
    }
}
