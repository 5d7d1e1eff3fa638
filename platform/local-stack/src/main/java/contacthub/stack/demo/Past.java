package contacthub.stack.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;

/** Moments before now. Which moment of a day is drawn does not depend on when the demo runs, so neither does what is told. */
final class Past {

    /** From this many days back a time of day may be chosen freely: it is past whatever the time is now. */
    static final int FREE = 2;

    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final LocalTime OPENS = LocalTime.of(8, 30);
    private static final int OPEN_MINUTES = 12 * 60;
    private static final int DAY = 24 * 60;

    private final Instant now;
    private final Random random;

    Past(Instant now, Random random) {
        this.now = now;
        this.random = random;
    }

    /** Some time in the day that many days ago. */
    Instant daysAgo(int days) {
        LocalTime time = OPENS.plusMinutes(random.nextInt(OPEN_MINUTES));
        if (days < FREE) {
            return now.minus(Duration.ofMinutes(20 + random.nextInt(DAY) / 2 + (long) days * DAY / 2));
        }
        return now.atZone(ZONE).toLocalDate().minusDays(days).atTime(time).atZone(ZONE).toInstant();
    }

    Duration minutes(int from, int to) {
        return Duration.ofMinutes(from + random.nextInt(to - from));
    }
}
