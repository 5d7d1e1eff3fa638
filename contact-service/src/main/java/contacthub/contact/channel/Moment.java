package contacthub.contact.channel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the time of a message in the vendor's own unit, be it a number or a number in a text. No time is nothing, and
 * then the message counts as just arrived; a time beyond the year 9999 is the end of that year, which the timeline marks
 * as doubtful.
 */
public final class Moment {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,40}(\\.\\d{1,9})?");
    private static final int MILLI = 3;
    private static final int NANO = 9;

    private Moment() {
    }

    /** From seconds since 1970, perhaps with a fraction. */
    public static Instant ofSeconds(JsonNode seconds) {
        return of(seconds, 0);
    }

    /** From milliseconds since 1970. */
    public static Instant ofMillis(JsonNode millis) {
        return of(millis, MILLI);
    }

    private static Instant of(JsonNode number, int digitsAfterTheSecond) {
        String text = number.asText("");
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(text).movePointLeft(digitsAfterTheSecond);
        if (seconds.compareTo(BigDecimal.valueOf(LAST.getEpochSecond())) > 0) {
            return LAST;
        }
        long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO).setScale(0, RoundingMode.DOWN).longValue();
        return seconds.signum() == 0 ? null : Instant.ofEpochSecond(seconds.longValue(), nanos);
    }
}
