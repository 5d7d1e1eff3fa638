package contacthub.runtime.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes the hub's ids: UUIDv7 (RFC 9562) for what is new, a digest for what must come out the same every time. */
@ApplicationScoped
public class Ids {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong counter = new AtomicLong();

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** A new id whose order is the order of making, to the millisecond. */
    public UUID next() {
        return at(clock.instant());
    }

    /**
     * A new id that carries this moment, so that {@link #time} gives it back. Ids this instance makes for one
     * millisecond one after the other are in that order too (RFC 9562, 6.2, method 1).
     */
    public UUID at(Instant moment) {
        long millis = moment.toEpochMilli();
        long high = millis << 16 | 0x7000 | counter.updateAndGet(last -> next(last, millis)) & 0x0fff;
        return new UUID(high, random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }

    /** The last millisecond and how many ids it had, in one number; a new millisecond begins at its first. */
    private static long next(long last, long millis) {
        return last >> 12 == millis ? last + 1 : millis << 12;
    }

    /** The moment carried by a UUIDv7, to the millisecond. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The same id for the same parts, always and everywhere (UUIDv8 over SHA-256). */
    public static UUID named(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        return new UUID(high, hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
