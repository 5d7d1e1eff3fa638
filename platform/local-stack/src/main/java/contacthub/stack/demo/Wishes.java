package contacthub.stack.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Every fourth customer says which channels it likes, and allows offers or takes that back; said once only. */
final class Wishes {

    private static final List<List<String>> ORDERS = List.of(List.of("messenger", "email"), List.of("sms", "call"),
            List.of("email"), List.of("call", "paper"));
    private static final int LOOKS = 30;

    private final HubApi hub;

    Wishes(HubApi hub) {
        this.hub = hub;
    }

    static boolean has(Person person) {
        return person.number() % 4 == 0;
    }

    /** Answers whether anything was new. */
    boolean say(Person person) {
        String customer = "/api/v1/customers/" + person.shopNumber().ref();
        JsonNode known = preferences(customer);
        boolean likes = known.path("channels").isEmpty();
        if (likes) {
            hub.write("notification", "PATCH", customer + "/preferences", Map.of("channels",
                    ORDERS.get(person.number() / 4 % ORDERS.size()), "language", person.language()));
        }
        boolean allows = hub.find("notification", customer + "/consents").orElseThrow().path("data").isEmpty();
        if (allows) {
            consent(customer, "granted", "registration form");
            if (person.number() % 12 == 0) {
                consent(customer, "withdrawn", "call");
            }
        }
        return likes || allows;
    }

    private void consent(String customer, String status, String source) {
        hub.write("notification", "POST", customer + "/consents", Map.of("purpose", "offer", "channel", "email",
                "status", status, "wording", "offers-2", "source", source));
    }

    /** notification-service hears of a customer a moment after contact-service does. */
    private JsonNode preferences(String customer) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<JsonNode> known = hub.find("notification", customer + "/preferences");
            if (known.isPresent()) {
                return known.get();
            }
            HubApi.pause();
        }
        throw new HubApi.Refused("notification does not know the customers yet: ./hub status shows its lag");
    }
}
