package contacthub.journeys;

import java.util.Map;

/** The bad requests about custom segments: rules that are none, names that are taken or not allowed, trials. */
final class BadSegmentRequests extends BadRequestList {

    private static final String SEGMENTS = "/api/v1/segments";
    private static final String UNKNOWN = SEGMENTS + "/custom.unknown";

    BadSegmentRequests(RunningHub hub) {
        super(hub, "segment");
        segments();
        trials();
    }

    private void segments() {
        add("a segment without a name", "{\"expression\":\"true\"}", "name");
        add("a segment of another family", "{\"name\":\"activity.vip\",\"expression\":\"true\"}", "name");
        add("a segment without a rule", "{\"name\":\"custom.a\"}", "expression");
        add("a segment with half a rule", rule("r > "), "expression");
        add("a segment that loops", rule("[1,2].all(x, x > 0)"), "expression");
        add("a segment that reaches for Java", rule("java.lang.System.exit(0)"), "expression");
        add("a segment with a rule of 50 KiB", rule("r > 1 || ".repeat(6_000) + "true"), "expression");
        add("a segment with a number for a rule", "{\"name\":\"custom.a\",\"expression\":1e400}", "expression");
        add("a segment before the first place", "{\"name\":\"custom.a\",\"expression\":\"true\",\"position\":0}",
                "position");
        add("a segment with an unknown field", "{\"name\":\"custom.a\",\"expression\":\"true\",\"colour\":1}",
                "colour");
        add("a segment with NUL", rule("town == '\\u0000'"), "expression");
        add("a segment that is a list", "[]", "body");
        add("a segment added by an operator",
                post(SEGMENTS, JSON, "{\"name\":\"custom.a\",\"expression\":\"true\"}", this::asOperator), 403, "");
        read("an unknown segment", UNKNOWN, 404, "");
        read("versions of an unknown segment", UNKNOWN + "/versions", 404, "");
        add("an edit of an unknown segment", patch(UNKNOWN, JSON, "{\"position\":1}", Map.of()), 404, "");
        add("an edit of a segment by no ETag", patch(UNKNOWN, JSON, "{}", Map.of("If-Match", "new")), 400, "If-Match");
    }

    private static String rule(String expression) {
        return "{\"name\":\"custom.a\",\"expression\":\"" + expression + "\"}";
    }

    private void add(String what, String body, String field) {
        act(what, SEGMENTS, body, 400, field);
    }

    private void trials() {
        act("a trial of nothing", SEGMENTS + "/try", "{}", 400, "expression");
        act("a trial of too much", SEGMENTS + "/try", "{\"expression\":\"" + "x".repeat(30_000) + "\"}", 400,
                "expression");
        add("a trial by an integration", post(SEGMENTS + "/try", JSON, "{\"expression\":\"true\"}",
                this::asIntegration), 403, "");
    }
}
