package contacthub.stack.sandbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import contacthub.stack.sandbox.Customer.Line;

/** Telegram's Bot API (core.telegram.org/bots/api) for private chats with text, by webhook or by long polling. */
final class Telegram extends Messenger {

    private static final int LONGEST = 4_096;
    private static final long LOOK = 50_000_000;

    private final String token;
    private final List<Map<String, Object>> updates = new ArrayList<>();
    private volatile String webhook = "";
    private volatile String secret = "";

    Telegram(String token, Clock clock) {
        super(clock);
        this.token = token;
    }

    @Override
    String name() {
        return "telegram";
    }

    @Override
    int mostPerSecond() {
        return 30;
    }

    /** Sets what {@code setWebhook} sets; Telegram takes any address. */
    boolean webhook(String url, String secretToken) {
        webhook = url;
        secret = secretToken;
        return true;
    }

    @Override
    boolean serves(Asked asked) {
        if (!asked.path().startsWith("/bot")) {
            return false;
        }
        String[] parts = asked.path().substring("/bot".length()).split("/", 2);
        if (!parts[0].equals(token) || parts.length < 2) {
            refuse(asked, 401, "Unauthorized");
            return true;
        }
        switch (parts[1]) {
            case "getMe" -> ok(asked, Map.of("id", id(), "is_bot", true, "first_name", "Sandbox", "username",
                    "sandbox_bot", "can_join_groups", true, "can_read_all_group_messages", false,
                    "supports_inline_queries", false));
            case "sendMessage" -> send(asked);
            case "setWebhook" -> {
                webhook(asked.parameter("url"), asked.parameter("secret_token"));
                ok(asked, true);
            }
            case "deleteWebhook" -> {
                webhook("", "");
                ok(asked, true);
            }
            case "getWebhookInfo" -> ok(asked, Map.of("url", webhook, "has_custom_certificate", false,
                    "pending_update_count", pending(0).size()));
            case "getUpdates" -> updates(asked);
            default -> refuse(asked, 404, "Not Found");
        }
        return true;
    }

    private long id() {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    private void send(Asked asked) {
        String text = asked.parameter("text");
        Customer chat = customers().get(asked.parameter("chat_id"));
        long busy = busySeconds();
        if (busy > 0) {
            busy(asked, busy);
        } else if (asked.parameter("chat_id").isEmpty()) {
            refuse(asked, 400, "Bad Request: chat_id is empty");
        } else if (chat == null || !chat.hasWritten()) {
            refuse(asked, 400, "Bad Request: chat not found");
        } else if (text.isBlank()) {
            refuse(asked, 400, "Bad Request: message text is empty");
        } else if (text.length() > LONGEST) {
            refuse(asked, 400, "Bad Request: message is too long");
        } else if (chat.isBlocked()) {
            refuse(asked, 403, "Forbidden: bot was blocked by the user");
        } else {
            Line line = receive(chat, text);
            ok(asked, Map.of("message_id", Long.parseLong(line.id()), "date", line.at(), "text", text, "chat",
                    chat(chat), "from", Map.of("id", id(), "is_bot", true, "first_name", "Sandbox")));
        }
    }

    private static Map<String, Object> chat(Customer customer) {
        return Map.of("id", Long.parseLong(customer.id()), "type", "private", "first_name", "Customer");
    }

    @Override
    void tell(Customer customer, Line line) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", Long.parseLong(line.id()));
        message.put("from", Map.of("id", Long.parseLong(customer.id()), "is_bot", false, "first_name", "Customer",
                "language_code", "ru"));
        message.put("chat", chat(customer));
        message.put("date", line.at());
        message.put("text", line.text());
        Map<String, Object> update = Map.of("update_id", Long.parseLong(nextId()), "message", message);
        if (webhook.isEmpty()) {
            synchronized (updates) {
                updates.add(update);
            }
        } else {
            post(webhook, update, secret.isEmpty() ? Map.of() : Map.of("X-Telegram-Bot-Api-Secret-Token", secret));
        }
    }

    private void updates(Asked asked) {
        if (!webhook.isEmpty()) {
            refuse(asked, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
                    + "delete the webhook first");
            return;
        }
        long offset = number(asked.parameter("offset"));
        long until = System.nanoTime() + number(asked.parameter("timeout")) * 1_000_000_000;
        while (pending(offset).isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK);
        }
        ok(asked, pending(offset));
    }

    /** Those from an update on; what was before has arrived. */
    private List<Map<String, Object>> pending(long offset) {
        synchronized (updates) {
            updates.removeIf(update -> (Long) update.get("update_id") < offset);
            return List.copyOf(updates);
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    private static void ok(Asked asked, Object result) {
        asked.answer(200, Map.of("ok", true, "result", result));
    }

    private static void refuse(Asked asked, int status, String description) {
        asked.answer(status, Map.of("ok", false, "error_code", status, "description", description));
    }

    private static void busy(Asked asked, long seconds) {
        asked.exchange().getResponseHeaders().set("Retry-After", Long.toString(seconds));
        asked.answer(429, Map.of("ok", false, "error_code", 429, "description",
                "Too Many Requests: retry after " + seconds, "parameters", Map.of("retry_after", seconds)));
    }
}
