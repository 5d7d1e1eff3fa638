package contacthub.contracts;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The structured JSON form of an event, envelope and data in one object, as posted over HTTP and kept as example. */
public final class StructuredEvent {

    /** The CloudEvents version of every event of the hub. */
    public static final String SPEC_VERSION = "1.0";

    private StructuredEvent() {
    }

    /** The whole event; what is unknown of it is absent. */
    public static ObjectNode write(Event<?> event) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        put(json, "specversion", SPEC_VERSION);
        put(json, "id", event.id());
        put(json, "source", event.source());
        put(json, "type", event.type());
        put(json, "time", event.time());
        put(json, "recordedtime", event.recorded());
        put(json, "subject", event.subject());
        put(json, "correlationid", event.correlation());
        put(json, "causationid", event.causation());
        put(json, "traceparent", event.trace());
        put(json, "datacontenttype", "application/json");
        json.set("data", Json.MAPPER.valueToTree(event.data()));
        return json;
    }

    private static void put(ObjectNode json, String attribute, Object value) {
        if (value != null) {
            json.put(attribute, value.toString());
        }
    }

    /** Reads an event whose data is {@code fact}; throws {@link IllegalArgumentException} where it is not. */
    public static <T extends Fact> Event<T> read(JsonNode json, Class<T> fact) {
        return new Event<>(text(json, "id"), text(json, "source"), instant(json, "time"),
                instant(json, "recordedtime"), text(json, "subject"), text(json, "correlationid"),
                text(json, "causationid"), text(json, "traceparent"), data(json, fact));
    }

    private static String text(JsonNode json, String attribute) {
        return json.path(attribute).textValue();
    }

    private static Instant instant(JsonNode json, String attribute) {
        return Optional.ofNullable(text(json, attribute)).map(Instant::parse).orElse(null);
    }

    private static <T extends Fact> T data(JsonNode json, Class<T> fact) {
        try {
            return Json.MAPPER.treeToValue(json.path("data"), fact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("data is no " + FactTypes.name(fact), e);
        }
    }
}
