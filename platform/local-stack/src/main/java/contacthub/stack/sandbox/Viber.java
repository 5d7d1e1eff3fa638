package contacthub.stack.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.stack.sandbox.Customer.Line;

/** Viber's REST API for bots (developers.viber.com/docs/api/rest-bot-api) for texts. Errors come with status 200. */
final class Viber extends Messenger {

    private static final int LONGEST = 7_000;

    private final String token;
    private final Map<String, Customer> unseen = new ConcurrentHashMap<>();
    private volatile String webhook = "";

    Viber(String token, Clock clock) {
        super(clock);
        this.token = token;
    }

    @Override
    String name() {
        return "viber";
    }

    @Override
    int mostPerSecond() {
        return 500;
    }

    @Override
    boolean serves(Asked asked) {
        if (!asked.path().startsWith("/pa/")) {
            return false;
        }
        if (!asked.header("X-Viber-Auth-Token").equals(token)) {
            answer(asked, 2, "invalidAuthToken");
            return true;
        }
        switch (asked.path().substring("/pa/".length())) {
            case "set_webhook" -> answer(asked, webhook(asked.parameter("url")) ? 0 : 1, "ok");
            case "get_account_info" -> asked.answer(200, Map.of("status", 0, "status_message", "ok", "id", "pa:1",
                    "name", "Sandbox", "uri", "sandbox", "subscribers_count", customers().size()));
            case "send_message" -> send(asked);
            default -> answer(asked, 3, "badData");
        }
        return true;
    }

    /** Sets the webhook if it answers the callback that asks for it. */
    boolean webhook(String url) {
        webhook = url;
        boolean answers = url.isEmpty() || callback(Map.of("event", "webhook", "timestamp", millis(), "message_token",
                Long.parseLong(nextId()), "chat_hostname", "sandbox"));
        if (!answers) {
            webhook = "";
        }
        return answers;
    }

    private void send(Asked asked) {
        JsonNode message = asked.json();
        String text = message.path("text").asText("");
        Customer receiver = customers().get(message.path("receiver").asText(""));
        if (busySeconds() > 0) {
            answer(asked, 12, "tooManyRequests");
        } else if (message.path("receiver").asText("").isEmpty()
                || message.path("sender").path("name").asText("").isEmpty()) {
            answer(asked, 4, "missingData");
        } else if (receiver == null) {
            answer(asked, 5, "receiverNotRegistered");
        } else if (!receiver.hasWritten() || receiver.isBlocked()) {
            answer(asked, 6, "receiverNotSubscribed");
        } else if (!message.path("type").asText("").equals("text") || text.isEmpty() || text.length() > LONGEST) {
            answer(asked, 3, "badData");
        } else {
            Line line = receive(receiver, text);
            asked.answer(200, Map.of("status", 0, "status_message", "ok", "message_token", Long.parseLong(line.id()),
                    "chat_hostname", "sandbox"));
            receipt("delivered", receiver, line.id());
            unseen.put(line.id(), receiver);
        }
    }

    @Override
    void tellSeen(Customer customer) {
        unseen.entrySet().removeIf(one -> {
            if (one.getValue() == customer) {
                receipt("seen", customer, one.getKey());
            }
            return one.getValue() == customer;
        });
    }

    private void receipt(String event, Customer customer, String token) {
        callback(Map.of("event", event, "timestamp", millis(), "message_token", Long.parseLong(token), "user_id",
                customer.id(), "chat_hostname", "sandbox"));
    }

    @Override
    void tell(Customer customer, Line line) {
        callback(Map.of("event", "message", "timestamp", millis(), "message_token", Long.parseLong(line.id()),
                "chat_hostname", "sandbox", "silent", false,
                "sender", Map.of("id", customer.id(), "name", "Customer", "language", "ru", "country", "RU",
                        "api_version", 10),
                "message", Map.of("type", "text", "text", line.text())));
    }

    private boolean callback(Map<String, Object> event) {
        if (webhook.isEmpty()) {
            return false;
        }
        String body = Json.text(event);
        String signature = signature(token, body);
        return post(webhook + (webhook.contains("?") ? "&" : "?") + "sig=" + signature, body,
                Map.of("X-Viber-Content-Signature", signature)) != null;
    }

    private static void answer(Asked asked, int status, String message) {
        asked.answer(200, Map.of("status", status, "status_message", status == 1 ? "invalidUrl" : message,
                "event_types", List.of()));
    }
}
