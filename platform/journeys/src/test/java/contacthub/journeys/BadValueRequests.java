package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;

/** The bad requests about relationships, loyalty, value and conversion. */
final class BadValueRequests extends BadRequestList {

    private static final String CUSTOMER = "/api/v1/customers/" + NOBODY;
    private static final String PROGRAMME = "/api/v1/loyalty-programme";

    BadValueRequests(RunningHub hub) {
        super(hub, "segment");
        reports();
        customers();
        programme();
    }

    private void reports() {
        read("value since yesterday", "/api/v1/reports/value?from=yesterday", 400, "from");
        read("value until before its begin", "/api/v1/reports/value?from=2026-02-02&to=2026-02-01", 400, "to");
        read("value of a century", "/api/v1/reports/value?from=1926-01-01&to=2026-01-01", 400, "to");
        read("conversion on a day in no calendar", "/api/v1/reports/conversion?to=2026-02-30", 400, "to");
        add("value asked by an integration", get("/api/v1/reports/value", this::asIntegration), 403, "");
    }

    private void customers() {
        read("relationship of nobody", CUSTOMER + "/relationship", 404, "");
        put("relationship of a kind unheard of", CUSTOMER + "/relationship", "{\"type\":\"enemy\",\"because\":\"x\"}",
                "type");
        put("relationship without a reason", CUSTOMER + "/relationship", "{\"type\":\"loyal\"}", "because");
        read("loyalty of nobody", CUSTOMER + "/loyalty", 404, "");
        read("ledger of no customer", "/api/v1/customers/x/loyalty/entries", 400, "customer");
        book("gift of nothing", "\"kind\":\"grant\",\"unit\":\"points\",\"amount\":0,\"because\":\"x\"", "amount");
        book("gift beyond counting", "\"kind\":\"grant\",\"unit\":\"points\",\"amount\":1e99,\"because\":\"x\"",
                "amount");
        book("gift of stars", "\"kind\":\"grant\",\"unit\":\"stars\",\"amount\":1,\"because\":\"x\"", "unit");
        book("gift with NUL", "\"kind\":\"grant\",\"unit\":\"points\",\"amount\":1,\"because\":\"\\u0000\"", "because");
    }

    private void book(String what, String fields, String field) {
        act(what, CUSTOMER + "/loyalty/entries", "{" + fields + "}", 400, field);
    }

    private void programme() {
        put("programme without a reason", PROGRAMME, "{\"tiers\":[]}", "because");
        put("programme with a point for nothing", PROGRAMME,
                "{\"tiers\":[],\"amount_per_point\":{\"USD\":0},\"because\":\"x\"}", "amount_per_point");
        put("programme with a discount of all and more", PROGRAMME,
                "{\"tiers\":[{\"name\":\"a\",\"discount_percent\":101}],\"because\":\"x\"}",
                "tiers[0].discount_percent");
    }

    private void put(String what, String path, String body, String field) {
        add(what, builder(path, this::asAdministrator).header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8))).build(), 400, field);
    }
}
