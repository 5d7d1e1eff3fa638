package contacthub.contact.channel.chat;

import java.time.Clock;

/** How much somebody may still do: so many at once, as many again in each minute (a token bucket). */
final class Allowance {

    private static final double MINUTE_MILLIS = 60_000;

    private final Clock clock;
    private final int perMinute;
    private double left;
    private long refilled;

    Allowance(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.left = perMinute;
        this.refilled = clock.millis();
    }

    /** Takes one; false when nothing is left. */
    synchronized boolean take() {
        long now = clock.millis();
        left = Math.min(perMinute, left + Math.max(0, now - refilled) * perMinute / MINUTE_MILLIS);
        refilled = now;
        boolean allowed = left >= 1;
        left -= allowed ? 1 : 0;
        return allowed;
    }
}
