package contacthub.contact.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import contacthub.contracts.Json;
import contacthub.runtime.event.Received;

/** The data of an event as the JSON kept with its timeline entry. */
final class Details {

    private Details() {
    }

    /** As it came, known to be JSON. */
    static String text(Received event) {
        Json.read(event.data(), com.fasterxml.jackson.databind.JsonNode.class);
        return new String(event.data(), UTF_8);
    }
}
