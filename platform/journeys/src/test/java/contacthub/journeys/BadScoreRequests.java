package contacthub.journeys;

import java.util.Map;

/** The bad requests about scores: rules, trials, recalculations, reports. */
final class BadScoreRequests extends BadRequestList {

    private static final String RULES = "/api/v1/scoring-rules";
    private static final String NEWEST = RULES + "/newest";
    private static final String TRY = "/api/v1/scores/try";
    private static final String RECALCULATIONS = "/api/v1/recalculations";
    private static final String NDJSON = "application/x-ndjson";

    BadScoreRequests(RunningHub hub) {
        super(hub, "segment");
        rules();
        trials();
        recalculations();
        reports();
    }

    private void rules() {
        edit("rules without a reason", "{\"quarters\":4}", 400, "because");
        edit("rules over no quarter", "{\"quarters\":0,\"because\":\"x\"}", 400, "quarters");
        edit("rules by guess", "{\"method\":\"guess\",\"because\":\"x\"}", 400, "method");
        edit("rules with three bounds", "{\"frequency\":[1,2,3],\"because\":\"x\"}", 400, "frequency");
        edit("rules with bounds in words", "{\"recency_days\":\"long\",\"because\":\"x\"}", 400, "recency_days");
        edit("rules with bounds beyond counting", "{\"recency_days\":[1,2,3,1e999],\"because\":\"x\"}", 400,
                "recency_days");
        edit("rules with money of Mars", "{\"monetary\":{\"mars\":[1,2,3,4]},\"because\":\"x\"}", 400, "monetary");
        edit("rules with a gap in the matrix",
                "{\"cells\":[{\"recency_from\":5,\"purchases_from\":1,\"group\":\"a\"}],\"because\":\"x\"}", 400,
                "cells");
        edit("rules with an unknown field", "{\"colour\":1,\"because\":\"x\"}", 400, "colour");
        edit("rules that are a list", "[]", 400, "body");
        edit("rules with NUL", "{\"because\":\"\\u0000\"}", 400, "because");
        add("rules that have changed", patch(NEWEST, JSON, "{\"quarters\":8,\"because\":\"x\"}",
                Map.of("If-Match", "\"999999\"")), 412, "");
        add("rules edited by an operator", builder(NEWEST, this::asOperator).header("Content-Type", JSON)
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{}")).build(), 403, "");
        act("trial of rules by guess", RULES + "/try", "{\"method\":\"guess\"}", 400, "method");
        read("unknown version of the rules", RULES + "/scoring-999", 404, "");
        read("rules from a cursor that is none", RULES + "?page%5Bafter%5D=x", 400, "page[after]");
    }

    private void edit(String what, String body, int status, String field) {
        add(what, patch(NEWEST, JSON, body, Map.of()), status, field);
    }

    private void trials() {
        tried("scores of a line that is no JSON", "", NDJSON, "{\n", 400, "line 1");
        tried("scores of a day in no calendar", "", NDJSON, line("2026-02-30", "1"), 400, "line 1");
        tried("scores of an amount beyond counting", "", NDJSON, line("2026-02-20", "1e999999999"), 400, "line 1");
        tried("scores of a line of a megabyte", "", NDJSON, "x".repeat(1_000_000), 400, "line 1");
        tried("scores of CSV without columns", "", "text/csv", "a,b\n", 400, "line 1");
        tried("scores as of yesterday", "?as_of=yesterday", NDJSON, "", 400, "as_of");
        tried("scores by no rule", "?rule=none", NDJSON, "", 400, "rule");
        tried("scores of plain text", "", "text/plain", "x", 415, "");
    }

    private static String line(String time, String amount) {
        return "{\"customer\":\"a\",\"time\":\"" + time + "\",\"amount\":" + amount + "}\n";
    }

    private void tried(String what, String query, String type, String body, int status, String field) {
        add(what, post(TRY + query, type, body, this::asAdministrator), status, field);
    }

    private void recalculations() {
        read("unknown recalculation", RECALCULATIONS + "/" + NOBODY, 404, "");
        read("recalculation that is none", RECALCULATIONS + "/last", 400, "id");
        act("cancelling an unknown recalculation", RECALCULATIONS + "/" + NOBODY + "/cancel", "{}", 404, "");
        add("recalculation by an integration", post(RECALCULATIONS, JSON, "{}", this::asIntegration), 403, "");
    }

    private void reports() {
        read("matrix of yesterday", "/api/v1/reports/activity-matrix?to=yesterday", 400, "to");
        read("matrix from after its end", "/api/v1/reports/activity-matrix?from=2026-02-02&to=2026-02-01", 400, "to");
        add("second purchases asked by an integration", get("/api/v1/reports/second-purchase", this::asIntegration),
                403,
                "");
    }
}
