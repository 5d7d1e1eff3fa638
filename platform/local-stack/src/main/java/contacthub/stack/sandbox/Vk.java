package contacthub.stack.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import contacthub.stack.sandbox.Customer.Line;

/** VK's messages of a community (dev.vk.com/method/messages.send) and its Callback API. Errors come with status 200. */
final class Vk extends Messenger {

    private static final int LONGEST = 9_000;

    private final String token;
    private final long group;
    private final Map<String, String> byRandomId = new ConcurrentHashMap<>();
    private volatile String callback = "";
    private volatile String secret = "";

    Vk(String token, long group, Clock clock) {
        super(clock);
        this.token = token;
        this.group = group;
    }

    @Override
    String name() {
        return "vk";
    }

    @Override
    int mostPerSecond() {
        return 20;
    }

    /** Sets the callback server; answers whether it confirmed with this text. */
    boolean callback(String url, String secretKey, String confirmation) {
        callback = url;
        secret = secretKey;
        String answer = post(url, Map.of("type", "confirmation", "group_id", group, "secret", secretKey, "v", "5.199",
                "event_id", nextId()), Map.of());
        return confirmation.equals(answer);
    }

    @Override
    boolean serves(Asked asked) {
        if (!asked.path().startsWith("/method/")) {
            return false;
        }
        String method = asked.path().substring("/method/".length());
        String given = asked.parameter("access_token");
        if (asked.parameter("v").isEmpty()) {
            refuse(asked, 8, "Invalid request: v (version) is required");
        } else if (!given.equals(token) && !asked.header("Authorization").equals("Bearer " + token)) {
            refuse(asked, 5, "User authorization failed: invalid access_token (4).");
        } else if (method.equals("messages.send")) {
            send(asked);
        } else if (method.equals("groups.getById")) {
            asked.answer(200, Map.of("response", Map.of("groups",
                    List.of(Map.of("id", group, "name", "Sandbox", "screen_name", "sandbox")), "profiles", List.of())));
        } else {
            refuse(asked, 3, "Unknown method passed");
        }
        return true;
    }

    private void send(Asked asked) {
        boolean several = !asked.parameter("peer_ids").isEmpty();
        String peer = Stream.of("peer_ids", "peer_id", "user_id").map(asked::parameter)
                .filter(value -> !value.isEmpty()).findFirst().orElse("");
        String random = asked.parameter("random_id");
        String text = asked.parameter("message");
        Customer customer = customers().get(peer);
        if (busySeconds() > 0) {
            refuse(asked, 6, "Too many requests per second");
        } else if (random.isEmpty()) {
            refuse(asked, 100,
                    "One of the parameters specified was missing or invalid: random_id is a required parameter");
        } else if (peer.isEmpty()) {
            refuse(asked, 100, "One of the parameters specified was missing or invalid: peer_id is undefined");
        } else if (customer == null || !customer.hasWritten() || customer.isBlocked()) {
            refuse(asked, 901, "Can't send messages for users without permission");
        } else if (text.isBlank()) {
            refuse(asked, 100, "One of the parameters specified was missing or invalid: message is empty or invalid");
        } else if (text.length() > LONGEST) {
            refuse(asked, 914, "Message is too long");
        } else {
            long id = Long.parseLong(
                    byRandomId.computeIfAbsent(peer + "/" + random, first -> receive(customer, text).id()));
            asked.answer(200, Map.of("response", several
                    ? List.of(Map.of("peer_id", Long.parseLong(peer), "message_id", id, "conversation_message_id", 1))
                    : id));
        }
    }

    @Override
    void tell(Customer customer, Line line) {
        long from = Long.parseLong(customer.id());
        Map<String, Object> message = Map.ofEntries(Map.entry("date", line.at()), Map.entry("from_id", from),
                Map.entry("id", Long.parseLong(line.id())), Map.entry("out", 0), Map.entry("attachments", List.of()),
                Map.entry("conversation_message_id", customer.lines().size()), Map.entry("fwd_messages", List.of()),
                Map.entry("important", false), Map.entry("is_hidden", false), Map.entry("peer_id", from),
                Map.entry("random_id", 0), Map.entry("text", line.text()));
        if (!callback.isEmpty()) {
            post(callback, Map.of("type", "message_new", "group_id", group, "secret", secret, "v", "5.199", "event_id",
                    nextId(), "object",
                    Map.of("message", message, "client_info", Map.of("keyboard", true, "lang_id", 0))), Map.of());
        }
    }

    private static void refuse(Asked asked, int code, String reason) {
        asked.answer(200,
                Map.of("error", Map.of("error_code", code, "error_msg", reason, "request_params", List.of())));
    }
}
