package contacthub.runtime.event;

import java.time.Instant;
import java.util.UUID;

import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;

/**
 * One event as it came from Kafka: the envelope read, the data still bytes.
 *
 * @param key the record key: a customer id, or on the intake log the sender's address
 * @param subject the customer's id where it is known
 */
public record Received(String id, String source, String type, Instant time, Instant recorded, String subject,
        String correlation, String causation, String trace, String key, byte[] data) {

    /** Whether this is that fact. */
    public boolean is(Class<? extends Fact> fact) {
        return type.equals(FactTypes.name(fact));
    }

    /** The data as that record; throws {@link java.io.UncheckedIOException} when it is no such JSON. */
    public <T extends Fact> T as(Class<T> fact) {
        return Json.read(data, fact);
    }

    /** One id for {@code source} and {@code id}, the same for ever. */
    public UUID identity() {
        return Ids.named(source, id);
    }
}
