package contacthub.journeys;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bad requests a front door and its readers meet, each spelled out as it is sent. */
final class BadRequests extends BadRequestList {

    /** What is posted before, so that there is a customer to ask for badly. */
    static final String GOOD = """
            {"specversion":"1.0","source":"/good","id":"1","type":"contacthub.contact.received.v1",
             "data":{"channel":"web","from":{"type":"email","value":"good@input.example"},"text":"hello"}}""";

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";
    private static final String EVENTS = "/api/v1/events";
    private static final String ADDRESS = "{\"type\":\"email\",\"value\":\"bad@input.example\"}";
    private static final String CONTACT = "{\"channel\":\"web\",\"from\":" + ADDRESS + ",\"text\":\"hello\"}";
    private static final String ENVELOPE = "\"specversion\":\"1.0\",\"source\":\"/bad\",\"id\":\"1\"";

    private final String conversation;

    /**
     * Requests to one hub.
     *
     * @param conversation one that is there and must stay as it is
     */
    BadRequests(RunningHub hub, String conversation) {
        super(hub);
        this.conversation = conversation;
        documents();
        envelopes();
        contacts();
        purchases();
        sizes();
        mediaTypes();
        callers();
        paths();
        reads();
        operators();
        plainContacts();
        webhooks();
    }

    private void documents() {
        structured("broken JSON", "{\"specversion\":\"1.0\",", 400, "body");
        structured("empty body", "", 400, "body");
        structured("array where one event is expected", "[]", 400, "body");
        structured("two events in one body", event(CONTACT) + event(CONTACT), 400, "body");
        structured("JSON 5,000 levels deep", event("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400, "");
        batch("batch that is no array", event(CONTACT), 400, "body");
        batch("batch broken in the middle", "[" + event(CONTACT) + ",{", 400, "body");
        batch("batch with a number for an event", "[42]", 202, "event");
        batch("batch with one bad event", "[" + event(with("text", null)) + "]", 202, "data.text");
    }

    private void envelopes() {
        structured("no id", "{\"specversion\":\"1.0\",\"source\":\"/bad\",\"type\":\"a.b\"}", 400, "id");
        structured("empty id", "{\"specversion\":\"1.0\",\"source\":\"/bad\",\"id\":\"\",\"type\":\"a.b\"}", 400,
                "id");
        structured("id is a number", "{\"specversion\":\"1.0\",\"source\":\"/bad\",\"id\":42,\"type\":\"a.b\"}", 400,
                "id");
        structured("NUL in id", "{\"specversion\":\"1.0\",\"source\":\"/bad\",\"id\":\"a\\u0000\",\"type\":\"a.b\"}",
                400, "id");
        structured("lone surrogate in id",
                "{\"specversion\":\"1.0\",\"source\":\"/bad\",\"id\":\"a\\ud800\",\"type\":\"a.b\"}", 400, "id");
        structured("no source", "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"a.b\"}", 400, "source");
        structured("no type", "{" + ENVELOPE + "}", 400, "type");
        structured("no specversion", "{\"source\":\"/bad\",\"id\":\"1\",\"type\":\"a.b\"}", 400, "specversion");
        structured("specversion 0.3",
                "{\"specversion\":\"0.3\",\"source\":\"/bad\",\"id\":\"1\",\"type\":\"a.b\"}", 400, "specversion");
        structured("attribute name with a hyphen", "{" + ENVELOPE + ",\"type\":\"a.b\",\"my-ext\":\"x\"}", 400,
                "my-ext");
        structured("time without zone", timed("2026-03-02T09:15:00"), 400, "time");
        structured("year 294277", timed("+294277-01-01T00:00:00Z"), 400, "time");
        structured("time in words", timed("yesterday"), 400, "time");
        structured("data_base64 that is no Base64", "{" + ENVELOPE + ",\"type\":\"a.b\",\"data_base64\":\"%%\"}", 400,
                "data_base64");
        structured("fact that only the hub tells", typed("contacthub.account.changed.v1", "{}"), 400, "type");
    }

    private void contacts() {
        data("no data", "{}", "data.channel");
        data("unknown channel", with("channel", "\"pigeon\""), "data.channel");
        data("no channel", with("channel", null), "data.channel");
        data("no text", with("text", null), "data.text");
        data("text is an object", with("text", "{}"), "data.text");
        data("NUL in text", with("text", "\"a\\u0000b\""), "data.text");
        data("lone surrogate in text", with("text", "\"a\\ud800b\""), "data.text");
        data("text of 60,001 characters", with("text", "\"" + "x".repeat(60_001) + "\""), "data.text");
        data("no sender", with("from", null), "data.from");
        data("sender is a string", with("from", "\"ann@example.org\""), "data.from.type");
        data("sender without type", with("from", "{\"value\":\"ann@example.org\"}"), "data.from.type");
        data("sender of unknown type", with("from", "{\"type\":\"icq\",\"value\":\"1\"}"), "data.from.type");
        data("sender without value", with("from", "{\"type\":\"email\"}"), "data.from.value");
        data("unknown kind", with("kind", "\"rant\""), "data.kind");
        data("11 senders", with("from_all", "[" + IntStream.range(0, 11).mapToObj(i -> ADDRESS)
                .collect(Collectors.joining(",")) + "]"), "data.from_all");
        data("data is an array", "[]", "data");
    }

    private void purchases() {
        purchase("amount in words", "\"order\":\"1\",\"amount\":\"many\",\"currency\":\"RUB\"", "data.amount");
        purchase("no amount", "\"order\":\"1\",\"currency\":\"RUB\"", "data.amount");
        purchase("amount of 1e30", "\"order\":\"1\",\"amount\":1e30,\"currency\":\"RUB\"", "data.amount");
        purchase("amount of 1e999999999", "\"order\":\"1\",\"amount\":1e999999999,\"currency\":\"RUB\"", "data.amount");
        purchase("currency in words", "\"order\":\"1\",\"amount\":1,\"currency\":\"roubles\"", "data.currency");
        purchase("no order", "\"amount\":1,\"currency\":\"RUB\"", "data.order");
    }

    private void sizes() {
        String large = "x".repeat(65 * 1024);
        structured("event of 65 KB", event(with("subject", "\"" + large + "\"")), 413, "body");
        structured("event of 2 MB", event(with("subject", "\"" + "x".repeat(2 << 20) + "\"")), 413, "body");
        structured("body of 5 MB", "x".repeat(5 << 20), 413, "");
        batch("batch of 2 MB", "[" + " ".repeat(2 << 20) + "]", 413, "body");
        batch("batch of 1,001 events", IntStream.range(0, 1_001).mapToObj(i -> event(CONTACT))
                .collect(Collectors.joining(",", "[", "]")), 413, "batch");
        batch("batch with one event of 65 KB", "[" + event(with("subject", "\"" + large + "\"")) + "]", 202, "event");
        add("300 headers of 100 bytes", post(EVENTS, STRUCTURED, event(CONTACT), request -> {
            IntStream.range(0, 300).forEach(i -> request.header("x-flood-" + i, "x".repeat(100)));
            return request;
        }), 431, "");
    }

    private void mediaTypes() {
        add("text/plain", post(EVENTS, "text/plain", "hello", this::asIntegration), 415, "Content-Type");
        add("CloudEvents as XML", post(EVENTS, "application/cloudevents+xml", "<event/>", this::asIntegration), 415,
                "Content-Type");
        add("plain JSON without ce- headers", post(EVENTS, JSON, CONTACT, this::asIntegration), 415, "Content-Type");
        add("binary mode without ce-id", post(EVENTS, JSON, CONTACT, request -> binary(asIntegration(request))), 400,
                "id");
        add("binary mode with broken data", post(EVENTS, JSON, "{",
                request -> binary(asIntegration(request)).header("ce-id", "1")), 400, "data");
    }

    private void callers() {
        String event = event(CONTACT);
        add("no key", post(EVENTS, STRUCTURED, event, request -> request), 401, "");
        add("wrong key", post(EVENTS, STRUCTURED, event,
                request -> request.header("Authorization", "Bearer wrong")), 401, "");
        add("key of 8 KB", post(EVENTS, STRUCTURED, event,
                request -> request.header("Authorization", "Bearer " + "x".repeat(6_000))), 401, "");
        add("an operator posts events", post(EVENTS, STRUCTURED, event, this::asOperator), 403, "");
        add("wrong password", get("/api/v1/conversations", request -> request.header("Authorization",
                Operator.basic("olga", "wrong password"))), 401, "");
        add("an integration reads a timeline", get("/api/v1/customers/email:a@b.example/timeline",
                this::asIntegration), 403, "");
        add("an operator makes a key", post("/api/v1/keys", JSON, "{\"name\":\"x\"}", this::asOperator), 403, "");
        add("DELETE of all events", builder(EVENTS, this::asIntegration).DELETE().build(), 405, "");
    }

    private void paths() {
        for (String path : List.of("/api/v1/events;x=1", "/api/v1;x/events", "/api/v1/customers/a%2Fb",
                "/api/v1/customers/a%5Cb", "/api/v1/customers/a%3Bb", "/api//v1/customers", "/api/v1/../v1/customers",
                "/api/v1/%2e%2E/v1/customers",
                "/api/v1/customers/a%00b", "/api/v1/customers/a%252Fb")) {
            add("path " + path, get(path, request -> request), 400, "path");
        }
    }

    private void reads() {
        String timeline = "/api/v1/customers/email:good@input.example/timeline";
        read("page[size]=100000", "/api/v1/conversations?page%5Bsize%5D=100000", 400, "page[size]");
        read("page[size]=0", "/api/v1/conversations?page%5Bsize%5D=0", 400, "page[size]");
        read("page[size]=many", "/api/v1/conversations?page%5Bsize%5D=many", 400, "page[size]");
        read("cursor that is none", "/api/v1/conversations?page%5Bafter%5D=xyz", 400, "page[after]");
        read("cursor of the year 999999999", "/api/v1/conversations?page%5Bafter%5D="
                + "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTkuOTk5OTk5OTk5WnwwMTg5MDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA",
                400, "page[after]");
        read("status that is none", "/api/v1/conversations?status=asleep", 400, "status");
        read("reference that is none", "/api/v1/customers/nonsense/timeline", 400, "ref");
        read("unknown customer", "/api/v1/customers/email:nobody@input.example/timeline", 404, "");
        read("unknown id", "/api/v1/customers/" + NOBODY, 404, "");
        read("search for nothing", "/api/v1/customers?q=", 400, "q");
        read("search for NUL", "/api/v1/customers?q=%00", 400, "q");
        read("timeline of a service that is none", timeline + "?service=mine", 400, "service");
        read("timeline in a direction that is none", timeline + "?direction=sideways", 400, "direction");
        read("timeline of an unknown channel", timeline + "?channel=pigeon", 400, "channel");
        read("timeline from a time that is none", timeline + "?from=yesterday", 400, "from");
        read("timeline from the year 999999999", timeline + "?from=%2B999999999-01-01T00:00:00Z", 400, "from");
        read("timeline of a type with NUL", timeline + "?type=%00", 400, "type");
        read("position that is none", timeline + "?position=last", 400, "position");
    }

    private void operators() {
        String one = "/api/v1/conversations/" + conversation;
        act("reply without text", one + "/replies", "{}", 400, "text");
        act("reply with NUL", one + "/replies", "{\"text\":\"a\\u0000\"}", 400, "text");
        act("reply with half of a surrogate pair", one + "/replies", "{\"text\":\"a\\ud800\"}", 400, "text");
        act("reply with NUL in the subject", one + "/replies", "{\"text\":\"a\",\"subject\":\"\\u0000\"}", 400,
                "subject");
        act("reply that is no JSON", one + "/replies", "{", 400, "body");
        act("reply without body", one + "/replies", "", 400, "body");
        act("assignment to NUL", one + "/assign", "{\"operator\":\"a\\u0000\"}", 400, "operator");
        act("reopening because of NUL", one + "/reopen", "{\"because\":\"\\u0000\"}", 400, "because");
        read("conversations of an owner with NUL", "/api/v1/conversations?owner=%00", 400, "owner");
        read("clocks in a state that is none", "/api/v1/clocks?state=ticking", 400, "state");
        act("reply to an unknown conversation", "/api/v1/conversations/" + NOBODY + "/replies", "{\"text\":\"hello\"}",
                404, "");
        act("note on a conversation that is none", "/api/v1/conversations/1/notes", "{\"text\":\"hello\"}", 400, "id");
        act("user with a short password", "/api/v1/users",
                "{\"name\":\"bob\",\"password\":\"short\",\"roles\":[\"operator\"]}", 400, "password");
        act("user with an unknown role", "/api/v1/users",
                "{\"name\":\"bob\",\"password\":\"long enough it is\",\"roles\":[\"king\"]}", 400, "roles");
    }

    private void plainContacts() {
        plain("plain contact without text", "{\"channel\":\"web\",\"from\":" + ADDRESS + "}", "text", "");
        plain("plain contact that is an array", "[]", "body", "");
        plain("plain contact with broken JSON", "{", "body", "");
        plain("Idempotency-Key of 256 characters", CONTACT, "Idempotency-Key", "k".repeat(256));
    }

    private void plain(String what, String body, String field, String idempotency) {
        add(what, post("/api/v1/contacts", JSON, body, request -> idempotency.isEmpty()
                ? asIntegration(request)
                : asIntegration(request).header("Idempotency-Key", idempotency)), 400, field);
    }

    private void webhooks() {
        String update = "{\"update_id\":1,\"message\":{\"from\":{\"id\":7},\"text\":\"hi\"}}";
        webhook("Telegram with the wrong secret", "main", update, "wrong", 401, "");
        webhook("Telegram for an unknown account", "other", update, RunningHub.TELEGRAM_SECRET, 401, "");
        webhook("Telegram with broken JSON", "main", "{", RunningHub.TELEGRAM_SECRET, 400, "body");
        webhook("Telegram with an array", "main", "[]", RunningHub.TELEGRAM_SECRET, 400, "body");
        webhook("Telegram with two documents", "main", update + update, RunningHub.TELEGRAM_SECRET, 400, "body");
    }

    private void webhook(String what, String account, String update, String secret, int status, String field) {
        add(what, post("/webhooks/telegram/" + account, JSON, update,
                request -> request.header("X-Telegram-Bot-Api-Secret-Token", secret)), status, field);
    }

    private void structured(String what, String body, int status, String field) {
        add(what, post(EVENTS, STRUCTURED, body, this::asIntegration), status, field);
    }

    private void batch(String what, String body, int status, String field) {
        add(what, post(EVENTS, BATCHED, body, this::asIntegration), status, field);
    }

    private void data(String what, String data, String field) {
        structured(what, event(data), 400, field);
    }

    private void purchase(String what, String fields, String field) {
        structured("purchase: " + what,
                typed("contacthub.purchase.recorded.v1", "{\"customer\":" + ADDRESS + "," + fields + "}"), 400, field);
    }

    private static String event(String data) {
        return typed("contacthub.contact.received.v1", data);
    }

    private static String typed(String type, String data) {
        return "{" + ENVELOPE + ",\"type\":\"" + type + "\",\"data\":" + data + "}";
    }

    private static String timed(String time) {
        return "{" + ENVELOPE + ",\"type\":\"a.b\",\"time\":\"" + time + "\"}";
    }

    /** A good contact with one field different, or without it. */
    private static String with(String field, String value) {
        String rest = CONTACT.replaceFirst("\"" + field + "\":(\\{[^}]*}|\"[^\"]*\"),?", "").replace(",}", "}");
        return value == null
                ? rest
                : rest.replaceFirst("}$", ",\"" + field + "\":")
                        + value + "}";
    }

    private static HttpRequest.Builder binary(HttpRequest.Builder request) {
        return request.header("ce-specversion", "1.0").header("ce-source", "/bad").header("ce-type",
                "contacthub.contact.received.v1");
    }
}
