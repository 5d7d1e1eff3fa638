package contacthub.testkit.bad.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads the time in forbidden ways and in the one that is allowed. */
class Impatient {

    Instant instant() {
        return Instant.now();
    }

    LocalDate date() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long millis() {
        return System.currentTimeMillis();
    }

    Instant allowed(Clock clock) {
        return Instant.now(clock);
    }
}
