package contacthub.contact.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import contacthub.contact.channel.Signatures;

/** Slack's signature v0: over the time of sending and the raw body, good for five minutes around that time. */
final class SlackSignature {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Clock clock;

    SlackSignature(Clock clock) {
        this.clock = clock;
    }

    /** Whether this signature is Slack's, and recent; {@code timestamp} in seconds since 1970. */
    boolean isRight(String secret, String timestamp, byte[] body, String signature) {
        return timestamp != null && timestamp.matches("\\d{1,12}") && isRecent(Long.parseLong(timestamp))
                && Signatures.equal("v0=" + Signatures.hex(secret, ("v0:" + timestamp + ":").getBytes(UTF_8), body),
                        signature);
    }

    private boolean isRecent(long seconds) {
        return Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs().compareTo(WINDOW) <= 0;
    }
}
