package contacthub.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;

/** A shop that writes to its customers through the hub, each message under a key of its own, and looks what became of it. */
public final class Writer {

    private final RunningHub hub;
    private final String mark = "w" + Long.toHexString(System.nanoTime());

    public Writer(RunningHub hub) {
        this.hub = hub;
    }

    /** Customers known by these addresses only, once notification-service knows them; answers their references. */
    public List<String> customers(String type, int count) {
        List<ObjectNode> bought = IntStream.range(0, count).mapToObj(i -> bought(type, value(type, i))).toList();
        Posting.batches(bought, 100).forEach(hub.integration()::deliver);
        List<String> refs = IntStream.range(0, count).mapToObj(i -> type + ":" + value(type, i)).toList();
        Operator operator = hub.administrator("notification");
        Awaitility.await("the customers").atMost(Duration.ofMinutes(1)).until(() -> {
            for (String ref : refs) {
                if (!operator.knows("/api/v1/customers/" + ref + "/preferences")) {
                    return false;
                }
            }
            return true;
        });
        return refs;
    }

    private String value(String type, int i) {
        return type.equals("email")
                ? mark + i + "@example.org"
                : Long.toString(5_000_000_000L + Math.floorMod(mark.hashCode(), 100_000) * 10_000L + i);
    }

    private ObjectNode bought(String type, String value) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", mark + value)
                .put("source", "/journeys/shop").put("type", "contacthub.purchase.recorded.v1");
        event.putObject("data").put("order", mark + value).put("amount", "1.00").put("currency", "RUB")
                .putObject("customer").put("type", type).put("value", value);
        return event;
    }

    /** A text nobody else writes. */
    String text(String what, int i) {
        return mark + " " + what + " no. " + i;
    }

    /** Whether it is one of those texts. */
    boolean isText(String what, String text) {
        return text.startsWith(mark + " " + what + " no. ");
    }

    /** Writes it, again and again under its key while the service is away. */
    void write(String customer, String text) {
        byte[] body = Json.bytes(Map.of("customer", customer, "category", "service", "text", text));
        Integration shop = new Integration(hub.parts().url("notification"),
                hub.parts().credentials().getProperty("integration.key"));
        shop.deliver(new Posting("/api/v1/notifications",
                Map.of("Content-Type", "application/json", "Idempotency-Key", text.replace(' ', '-')), body, 1));
    }

    /** What became of all it wrote so far, by text. */
    Map<String, JsonNode> written() {
        Map<String, JsonNode> written = new TreeMap<>();
        List<JsonNode> twice = new ArrayList<>();
        Operator operator = hub.administrator("notification");
        for (String after = ""; after != null;) {
            JsonNode page = operator.get("/api/v1/notifications?page%5Bsize%5D=200"
                    + (after.isEmpty() ? "" : "&page%5Bafter%5D=" + after));
            for (JsonNode one : page.path("data")) {
                if (one.path("text").asText().startsWith(mark) && written.put(one.path("text").asText(), one) != null) {
                    twice.add(one);
                }
            }
            after = page.path("meta").path("has_more").asBoolean() ? page.path("meta").path("after").asText() : null;
        }
        if (!twice.isEmpty()) {
            throw new AssertionError("requested twice under one key: " + twice);
        }
        return written;
    }
}
