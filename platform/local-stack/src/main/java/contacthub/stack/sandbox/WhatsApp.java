package contacthub.stack.sandbox;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.stack.sandbox.Customer.Line;

/**
 * WhatsApp's Cloud API (developers.facebook.com/docs/whatsapp/cloud-api) for texts. What cannot be delivered, as to
 * somebody who has not written for a day, is taken first and told as failed by the webhook, as Meta does.
 */
final class WhatsApp extends Messenger {

    private static final Pattern MESSAGES = Pattern.compile("/v\\d+\\.\\d+/(\\d+)/messages");
    private static final int LONGEST = 4_096;
    private static final long WINDOW_SECONDS = 24 * 60 * 60;

    private final String token;
    private final String number;
    private final String appSecret;
    private final Map<String, Customer> unseen = new ConcurrentHashMap<>();
    private volatile String webhook = "";

    WhatsApp(String token, String number, String appSecret, Clock clock) {
        super(clock);
        this.token = token;
        this.number = number;
        this.appSecret = appSecret;
    }

    @Override
    String name() {
        return "whatsapp";
    }

    @Override
    int mostPerSecond() {
        return 80;
    }

    /** Sets the webhook; answers whether it passed Meta's challenge with this token. */
    boolean webhook(String url, String verifyToken) {
        webhook = url;
        String challenge = nextId();
        return challenge.equals(get(
                url + "?hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token=" + verifyToken));
    }

    @Override
    boolean serves(Asked asked) {
        Matcher path = MESSAGES.matcher(asked.path());
        if (!path.matches()) {
            return false;
        }
        JsonNode message = asked.json();
        String text = message.path("text").path("body").asText("");
        String to = message.path("to").asText("").replace("+", "");
        if (!asked.header("Authorization").equals("Bearer " + token)) {
            refuse(asked, 401, 190, "Invalid OAuth access token - Cannot parse access token");
        } else if (!path.group(1).equals(number)) {
            refuse(asked, 400, 100, "Unsupported post request. Object with ID '" + path.group(1) + "' does not exist");
        } else if (busySeconds() > 0) {
            refuse(asked, 429, 130429, "(#130429) Rate limit hit");
        } else if (!message.path("messaging_product").asText("").equals("whatsapp") || !to.matches("\\d{6,15}")) {
            refuse(asked, 400, 100, "(#100) Invalid parameter");
        } else if (!message.path("type").asText("text").equals("text") || text.isEmpty() || text.length() > LONGEST) {
            refuse(asked, 400, 100, "(#100) Param text['body'] must be between 1 and 4096 characters long.");
        } else {
            take(asked, to, text);
        }
        return true;
    }

    private void take(Asked asked, String to, String text) {
        Customer customer = customer(to);
        String id = "wamid." + nextId();
        asked.answer(200, Map.of("messaging_product", "whatsapp", "contacts", List.of(Map.of("input", to, "wa_id", to)),
                "messages", List.of(Map.of("id", id))));
        if (!hasWrittenToday(customer)) {
            status(to, id, "failed", List.of(Map.of("code", 131047, "title", "Re-engagement message")));
        } else {
            status(to, id, "sent", List.of());
            if (!customer.isBlocked()) {
                receive(customer, text);
                status(to, id, "delivered", List.of());
                unseen.put(id, customer);
            }
        }
    }

    private boolean hasWrittenToday(Customer customer) {
        return customer.lines().stream().anyMatch(line -> line.mine() && line.at() > seconds() - WINDOW_SECONDS);
    }

    @Override
    void tellSeen(Customer customer) {
        unseen.entrySet().removeIf(one -> {
            if (one.getValue() == customer) {
                status(customer.id(), one.getKey(), "read", List.of());
            }
            return one.getValue() == customer;
        });
    }

    @Override
    void tell(Customer customer, Line line) {
        change(Map.of("messaging_product", "whatsapp", "metadata", metadata(),
                "contacts", List.of(Map.of("profile", Map.of("name", "Customer"), "wa_id", customer.id())),
                "messages", List.of(Map.of("from", customer.id(), "id", "wamid." + line.id(), "timestamp",
                        Long.toString(line.at()), "type", "text", "text", Map.of("body", line.text())))));
    }

    private void status(String to, String id, String status, List<?> errors) {
        Map<String, Object> told = new HashMap<>(Map.of("id", id, "status", status, "timestamp",
                Long.toString(seconds()), "recipient_id", to));
        if (!errors.isEmpty()) {
            told.put("errors", errors);
        }
        change(Map.of("messaging_product", "whatsapp", "metadata", metadata(), "statuses", List.of(told)));
    }

    private Map<String, Object> metadata() {
        return Map.of("display_phone_number", "15550001111", "phone_number_id", number);
    }

    private void change(Map<String, Object> value) {
        if (!webhook.isEmpty()) {
            String body = Json.text(Map.of("object", "whatsapp_business_account", "entry", List.of(Map.of("id", "1",
                    "changes", List.of(Map.of("field", "messages", "value", value))))));
            post(webhook, body, Map.of("X-Hub-Signature-256", "sha256=" + signature(appSecret, body)));
        }
    }

    private static void refuse(Asked asked, int status, int code, String reason) {
        asked.answer(status, Map.of("error", Map.of("message", reason, "type", "OAuthException", "code", code,
                "fbtrace_id", "sandbox")));
    }
}
