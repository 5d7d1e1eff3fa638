package contacthub.journeys;

import java.net.http.HttpRequest;
import java.util.Map;

/** The bad requests about customers: changing, merging, redacting, erasing, exporting, trying, importing. */
final class BadCustomerRequests extends BadRequestList {

    /** A second customer, to be merged badly with the first. */
    static final String ALSO_GOOD = """
            {"specversion":"1.0","source":"/good","id":"2","type":"com.example.looked.v1",
             "data":{"customer":{"type":"email","value":"also-good@input.example"},"summary":"looked"}}""";

    private static final String GOOD = "/api/v1/customers/email:good@input.example";
    private static final String STRANGER = "/api/v1/customers/email:nobody@input.example";
    private static final String BOTH = "\"customers\":[\"email:good@input.example\",\"email:also-good@input.example\"]";
    private static final String IMPORTS = "/api/v1/imports";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    BadCustomerRequests(RunningHub hub) {
        super(hub);
        changes();
        searches();
        timelines();
        merges();
        candidates();
        erasures();
        retention();
        trials();
        imports();
        webhooks();
    }

    private void changes() {
        change("change that is no object", "[]", 400, "body");
        change("change that is no JSON", "{", 400, "body");
        change("change of an unknown field", "{\"colour\":\"red\"}", 400, "colour");
        change("profile that is a string", "{\"profile\":\"tall\"}", 400, "profile");
        change("birth year in words", "{\"profile\":{\"birth_year\":\"long ago\"}}", 400, "profile.birth_year");
        change("birth year 3000", "{\"profile\":{\"birth_year\":3000}}", 400, "profile.birth_year");
        change("profile with an unknown field", "{\"profile\":{\"shoe\":42}}", 400, "profile.shoe");
        change("name with NUL", "{\"name_to_use\":\"a\\u0000\"}", 400, "name_to_use");
        change("name with half of a surrogate pair", "{\"name_to_use\":\"a\\ud800\"}", 400, "name_to_use");
        change("name of 10,000 characters", "{\"name_to_use\":\"" + "x".repeat(10_000) + "\"}", 400, "name_to_use");
        add("change of a version in words", patch(GOOD, JSON, "{}", Map.of("If-Match", "newest")), 400, "If-Match");
        add("change of version 999", patch(GOOD, JSON, "{\"name_to_use\":\"x\"}", Map.of("If-Match", "\"999\"")), 412,
                "");
        add("change of a stranger", patch(STRANGER, JSON, "{\"name_to_use\":\"x\"}", Map.of()), 404, "");
        add("change in plain text", patch(GOOD, "text/plain", "x", Map.of()), 415, "");
        add("change with a key of 256 characters", patch(GOOD, JSON, "{\"name_to_use\":\"x\"}",
                Map.of("Idempotency-Key", "k".repeat(256))), 400, "Idempotency-Key");
        add("change by an integration", builder(GOOD, this::asIntegration).header("Content-Type", JSON)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}")).build(), 403, "");
    }

    private void change(String what, String body, int status, String field) {
        add(what, patch(GOOD, "application/merge-patch+json", body, Map.of()), status, field);
    }

    private void searches() {
        read("search for 500 characters", "/api/v1/customers?q=" + "x".repeat(500), 400, "q");
        read("address of 6,000 characters", "/api/v1/customers?q=" + "x".repeat(6_000), 414, "");
        read("search from a cursor that is none", "/api/v1/customers?q=good&page%5Bafter%5D=xyz", 400, "page[after]");
        read("search of 100,000 at once", "/api/v1/customers?q=good&page%5Bsize%5D=100000", 400, "page[size]");
        read("card of a stranger", STRANGER + "/card", 404, "");
        read("card of a reference with an unknown type", "/api/v1/customers/icq:7/card", 404, "");
        read("customer by a phone that is none", "/api/v1/customers/phone:hello", 404, "");
    }

    private void timelines() {
        read("words that are blank", GOOD + "/timeline?q=%20", 400, "q");
        read("words of 500 characters", GOOD + "/timeline?q=" + "x".repeat(500), 400, "q");
        read("words with NUL", GOOD + "/timeline?q=%00", 400, "q");
        read("timeline that ends before it begins",
                GOOD + "/timeline?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", 400, "to");
        add("live timeline from an event that is none", get(GOOD + "/timeline", request -> asAdministrator(request)
                .header("Accept", "text/event-stream").header("Last-Event-ID", "yesterday")), 400, "Last-Event-ID");
        act("redaction of an entry that is none", GOOD + "/timeline/first/redact", "{\"reason\":\"x\"}", 400, "entry");
        act("redaction without a reason", GOOD + "/timeline/" + NOBODY + "/redact", "{}", 400, "reason");
        act("redaction of an unknown entry", GOOD + "/timeline/" + NOBODY + "/redact", "{\"reason\":\"x\"}", 404, "");
        add("redaction by an operator", post(GOOD + "/timeline/" + NOBODY + "/redact", JSON, "{}", this::asOperator),
                403,
                "");
    }

    private void merges() {
        merge("merge of nobody", "{}", 400, "customers");
        merge("merge of one", "{\"customers\":[\"email:good@input.example\"]}", 400, "customers");
        merge("merge with oneself", "{\"customers\":[\"email:good@input.example\",\"email:GOOD@input.example\"]}", 409,
                "");
        merge("merge with a stranger", "{\"customers\":[\"email:good@input.example\",\"" + NOBODY + "\"]}", 404, "");
        merge("merge with a reference that is none", "{\"customers\":[\"email:good@input.example\",\"me\"]}", 400, "");
        merge("merge into a stranger", "{" + BOTH + ",\"master\":\"" + NOBODY + "\"}", 404, "");
        merge("merge by the loudest name", "{" + BOTH + ",\"fields\":{\"last_name\":\"loudest\"}}", 400,
                "fields.last_name");
        merge("merge of an unknown field", "{" + BOTH + ",\"fields\":{\"colour\":\"oldest\"}}", 400, "fields.colour");
        merge("merge because of 501 characters", "{" + BOTH + ",\"because\":\"" + "x".repeat(501) + "\"}", 400,
                "because");
        merge("merge because of NUL", "{" + BOTH + ",\"because\":\"\\u0000\"}", 400, "because");
        merge("merge that is no JSON", "{", 400, "body");
        merge("merge of nothing", "", 400, "customers");
        add("merge by an integration", post("/api/v1/merges", JSON, "{" + BOTH + "}", this::asIntegration), 403, "");
        read("merges of nobody in particular", "/api/v1/merges", 400, "customer");
        act("undoing an unknown merge", "/api/v1/merges/" + NOBODY + "/undo", "{}", 404, "");
        act("undoing a merge that is none", "/api/v1/merges/last/undo", "{}", 400, "id");
    }

    private void merge(String what, String body, int status, String field) {
        act(what, "/api/v1/merges", body, status, field);
    }

    private void candidates() {
        act("dismissing an unknown candidate", "/api/v1/merge-candidates/" + NOBODY + "/dismiss", "{}", 404, "");
        act("dismissing a candidate that is none", "/api/v1/merge-candidates/all/dismiss", "{}", 400, "id");
        read("candidates from a cursor that is none", "/api/v1/merge-candidates?page%5Bafter%5D=xyz", 400,
                "page[after]");
    }

    private void erasures() {
        add("erasing a stranger", delete(STRANGER, false), 404, "");
        add("erasing a reference that is none", delete("/api/v1/customers/everybody", false), 400, "ref");
        add("erasing by an operator", delete(GOOD, true), 403, "");
        read("unknown receipt", "/api/v1/erasures/" + NOBODY, 404, "");
        read("receipt that is none", "/api/v1/erasures/last", 400, "id");
        read("export of a stranger", STRANGER + "/export", 404, "");
        add("export by an operator", get(GOOD + "/export", this::asOperator), 403, "");
    }

    private HttpRequest delete(String path, boolean byOperator) {
        return builder(path, byOperator ? this::asOperator : this::asAdministrator).DELETE().build();
    }

    private void retention() {
        for (String path : new String[]{ "/api/v1/retention", "/api/v1/retention/try"}) {
            act(path + " without an age", path, "{}", 400, "older_than");
            act(path + " of an age in words", path, "{\"older_than\":\"5 years\"}", 400, "older_than");
            act(path + " of no age at all", path, "{\"older_than\":\"P0D\"}", 400, "older_than");
            act(path + " of an array", path, "[]", 400, "body");
            add(path + " by an operator", post(path, JSON, "{\"older_than\":\"P5Y\"}", this::asOperator), 403, "");
        }
        read("unknown retention run", "/api/v1/retention/" + NOBODY, 404, "");
        read("retention run that is none", "/api/v1/retention/last", 400, "id");
    }

    private void trials() {
        act("address of an unknown type", "/api/v1/addresses/try", "{\"type\":\"icq\",\"value\":\"7\"}", 400, "type");
        act("address without a value", "/api/v1/addresses/try", "{\"type\":\"phone\"}", 400, "value");
        act("address in an unknown region", "/api/v1/addresses/try",
                "{\"type\":\"phone\",\"value\":\"7\",\"region\":\"Mars\"}", 400, "region");
        act("name that is none", "/api/v1/names/try", "{}", 400, "text");
        act("name with NUL", "/api/v1/names/try", "{\"text\":\"a\\u0000\"}", 400, "text");
        act("identity of no address", "/api/v1/identities/try", "{}", 400, "addresses");
        act("identity of an address of an unknown type", "/api/v1/identities/try",
                "{\"addresses\":[{\"type\":\"icq\",\"value\":\"7\"}]}", 400, "addresses[0].type");
        add("identity asked by an integration", post("/api/v1/identities/try", JSON, "{}", this::asIntegration), 403,
                "");
    }

    private void imports() {
        imported("import of plain text", IMPORTS, "text/plain", "hello", 415, "");
        imported("import of nothing", IMPORTS, NDJSON, "", 400, "body");
        imported("import of a CSV without addresses", IMPORTS, CSV, "channel,text\nweb,hello\n", 400, "header");
        imported("import of a CSV with a column twice", IMPORTS, CSV, "channel,channel,from_value\n", 400, "header");
        imported("import of a CSV with NUL", IMPORTS, CSV, "channel\0,from_value\n", 400, "header");
        imported("import of an unknown type", IMPORTS + "?type=contacthub.account.changed.v1", NDJSON, "{}\n", 400,
                "type");
        imported("import from a source of 1,000 characters", IMPORTS + "?source=" + "x".repeat(1_000), NDJSON, "{}\n",
                400, "source");
        add("import of gzip that is none", post(IMPORTS, NDJSON, "{}", request -> asIntegration(request)
                .header("Content-Encoding", "gzip")), 400, "body");
        add("import in an unknown coding", post(IMPORTS, NDJSON, "{}", request -> asIntegration(request)
                .header("Content-Encoding", "br")), 415, "");
        add("import by an operator", post(IMPORTS, NDJSON, "{}", this::asOperator), 403, "");
        read("unknown import", IMPORTS + "/" + NOBODY, 404, "");
        read("errors of an unknown import", IMPORTS + "/" + NOBODY + "/errors", 404, "");
        act("cancelling an unknown import", IMPORTS + "/" + NOBODY + "/cancel", "", 404, "");
        read("import that is none", IMPORTS + "/last", 400, "id");
    }

    private void imported(String what, String path, String type, String body, int status, String field) {
        add(what, post(path, type, body, this::asIntegration), status, field);
    }

    private void webhooks() {
        for (String vendor : new String[]{ "vk", "whatsapp", "viber", "facebook", "instagram", "slack", "twilio",
                "line"}) {
            add(vendor + " for an unknown account", post("/webhooks/" + vendor + "/nobody", JSON, "{}",
                    request -> request), 401, "");
        }
        add("webhook of an unknown vendor", post("/webhooks/pigeon/main", JSON, "{}", request -> request), 401, "");
        add("handshake with the wrong token",
                get("/webhooks/whatsapp/nobody?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1",
                        request -> request),
                401, "");
    }
}
