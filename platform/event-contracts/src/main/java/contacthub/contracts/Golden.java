package contacthub.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One golden example per event type: the producer's test writes exactly this JSON, every consumer's test reads it. Each
 * call reads the file anew, so a test may change what it got.
 */
public final class Golden {

    private Golden() {
    }

    /** The complete CloudEvent in structured form; throws {@link IllegalArgumentException} for an unknown type. */
    public static ObjectNode json(String type) {
        try (InputStream file = Golden.class.getResourceAsStream("/contacthub/golden/" + type + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("no golden example of " + type);
            }
            return (ObjectNode) Json.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data alone. */
    public static ObjectNode data(String type) {
        return (ObjectNode) json(type).required("data");
    }

    /** The example as an event, by its type name. */
    public static Event<? extends Fact> event(String type) {
        return StructuredEvent.read(json(type), FactTypes.named(type).orElseThrow());
    }

    /** The example as an event, by its record. */
    public static <T extends Fact> Event<T> event(Class<T> fact) {
        return StructuredEvent.read(json(FactTypes.name(fact)), fact);
    }
}
