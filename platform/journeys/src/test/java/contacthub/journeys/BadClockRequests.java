package contacthub.journeys;

import java.net.http.HttpRequest;

/** The bad requests about what is late and who is away: agenda, priorities, absences, working hours, faults. */
final class BadClockRequests extends BadRequestList {

    private static final String ABSENCES = "/api/v1/absences";
    private static final String AGENDA = "/api/v1/agenda";
    private static final String FAULTS = "/api/v1/clocks/faults";

    /**
     * Requests to one hub.
     *
     * @param conversation one that is there and must stay as it is
     */
    BadClockRequests(RunningHub hub, String conversation) {
        super(hub);
        agenda();
        priorities("/api/v1/conversations/" + conversation + "/priority");
        promises("/api/v1/conversations/" + conversation + "/promises");
        absences();
        hours();
    }

    private void agenda() {
        read("agenda of an unknown state", AGENDA + "?state=late", 400, "state");
        read("agenda of an unknown role", AGENDA + "?role=janitor", 400, "role");
        read("agenda of an unknown kind", AGENDA + "?kind=dance", 400, "kind");
        read("agenda of an owner with NUL", AGENDA + "?owner=%00", 400, "owner");
        read("agenda due before a time that is none", AGENDA + "?due_before=tomorrow", 400, "due_before");
        read("agenda from a cursor that is none", AGENDA + "?page%5Bafter%5D=xyz", 400, "page[after]");
        read("agenda of 100,000 at once", AGENDA + "?page%5Bsize%5D=100000", 400, "page[size]");
        act("doing an item that is none", AGENDA + "/first/done", "", 400, "id");
        act("doing an unknown item", AGENDA + "/" + NOBODY + "/done", "", 404, "");
        add("agenda read by an integration", get(AGENDA, this::asIntegration), 403, "");
        read("faults from a cursor that is none", FAULTS + "?page%5Bafter%5D=xyz", 400, "page[after]");
        read("faults of none at once", FAULTS + "?page%5Bsize%5D=0", 400, "page[size]");
    }

    private void priorities(String path) {
        act("priority that is none", path, "{\"priority\":\"asap\"}", 400, "priority");
        act("priority of nothing", path, "{}", 400, "priority");
        act("priority that is an array", path, "{\"priority\":[]}", 400, "priority");
        act("priority because of NUL", path, "{\"priority\":\"high\",\"because\":\"\\u0000\"}", 400, "because");
        act("priority of an unknown conversation", "/api/v1/conversations/" + NOBODY + "/priority",
                "{\"priority\":\"high\"}", 404, "");
        act("priority of a conversation that is none", "/api/v1/conversations/mine/priority",
                "{\"priority\":\"high\"}", 400, "id");
        add("priority given by an integration", post(path, JSON, "{\"priority\":\"high\"}", this::asIntegration), 403,
                "");
    }

    private void promises(String path) {
        act("promise of no time", path, "{}", 400, "by");
        act("promise of a time that is none", path, "{\"by\":\"soon\"}", 400, "by");
        act("promise of a time in the past", path, "{\"by\":\"2020-01-01T00:00:00Z\"}", 400, "by");
        act("promise of the year 9999", path, "{\"by\":\"9999-01-01T00:00:00Z\"}", 400, "by");
        act("promise because of NUL", path, "{\"by\":\"2020-01-01T00:00:00Z\",\"because\":\"\\u0000\"}", 400,
                "because");
        act("promise in an unknown conversation", "/api/v1/conversations/" + NOBODY + "/promises",
                "{\"by\":\"2020-01-01T00:00:00Z\"}", 404, "");
        add("promise by an integration", post(path, JSON, "{\"by\":\"2020-01-01T00:00:00Z\"}", this::asIntegration),
                403, "");
    }

    private void absences() {
        act("absence of nobody", ABSENCES, "{\"operator\":\"nobody\"}", 400, "operator");
        act("absence of an operator with NUL", ABSENCES, "{\"operator\":\"\\u0000\"}", 400, "operator");
        act("absence from a time that is none", ABSENCES, "{\"from\":\"monday\"}", 400, "from");
        act("absence from the year 294277", ABSENCES, "{\"from\":\"+294277-01-01T00:00:00Z\"}", 400, "from");
        act("absence until the year 9999", ABSENCES, "{\"until\":\"9999-01-01T00:00:00Z\"}", 400, "until");
        act("absence that ends before it begins", ABSENCES,
                "{\"from\":\"2026-03-02T00:00:00Z\",\"until\":\"2026-03-01T00:00:00Z\"}", 400, "until");
        act("absence because of 501 characters", ABSENCES, "{\"because\":\"" + "x".repeat(501) + "\"}", 400,
                "because");
        act("absence that is no JSON", ABSENCES, "{", 400, "body");
        read("absences from a cursor that is none", ABSENCES + "?page%5Bafter%5D=xyz", 400, "page[after]");
        read("absences of an operator with NUL", ABSENCES + "?operator=%00", 400, "operator");
        add("absence of somebody else by an operator",
                post(ABSENCES, JSON, "{\"operator\":\"admin\"}", this::asOperator), 403, "");
        add("ending an unknown absence", builder(ABSENCES + "/" + NOBODY, this::asAdministrator).DELETE().build(),
                404, "");
        add("ending an absence that is none", builder(ABSENCES + "/last", this::asAdministrator).DELETE().build(), 400,
                "id");
    }

    private void hours() {
        add("hours of nobody", put("nobody", "{}"), 404, "");
        add("hours of an unknown calendar", put("admin", "{\"calendar\":\"no such\"}"), 400, "calendar");
        add("hours that are an array", put("admin", "[]"), 400, "body");
        add("hours of a calendar with NUL", put("admin", "{\"calendar\":\"\\u0000\"}"), 400, "calendar");
        add("hours given by an operator",
                builder("/api/v1/operators/admin/hours", this::asOperator).header("Content-Type", JSON)
                        .PUT(HttpRequest.BodyPublishers.ofString("{}")).build(),
                403, "");
        read("operators of 100,000 at once", "/api/v1/operators?page%5Bsize%5D=100000", 400, "page[size]");
        read("operators after NUL", "/api/v1/operators?page%5Bafter%5D=%00", 400, "page[after]");
    }

    private HttpRequest put(String operator, String body) {
        return builder("/api/v1/operators/" + operator + "/hours", this::asAdministrator).header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
