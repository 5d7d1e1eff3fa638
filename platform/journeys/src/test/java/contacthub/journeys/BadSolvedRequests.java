package contacthub.journeys;

/** The bad requests about resolving, and on the page where customers say whether it is solved. */
final class BadSolvedRequests extends BadRequestList {

    private static final String PAGE = "/public/solved/";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Requests to one hub.
     *
     * @param conversation one that is there and must stay as it is
     */
    BadSolvedRequests(RunningHub hub, String conversation) {
        super(hub);
        String resolve = "/api/v1/conversations/" + conversation + "/resolve";
        act("resolving that asks perhaps", resolve, "{\"ask\":\"maybe\"}", 400, "ask");
        act("resolving that is an array", resolve, "[]", 400, "body");
        act("resolving an unknown conversation", "/api/v1/conversations/" + NOBODY + "/resolve", "{}", 404, "");
        read("conversations of a status that is none", "/api/v1/conversations?status=closed", 400, "status");
        add("page of no token", get(PAGE + "x", one -> one), 404, "");
        add("page of an id alone", get(PAGE + conversation, one -> one), 404, "");
        add("page of a made-up signature", get(PAGE + conversation + "." + "A".repeat(43), one -> one), 404, "");
        add("page of a token with a slash", get(PAGE + conversation + ".%2F", one -> one), 400, "path");
        add("page of a token of 4,000 characters", get(PAGE + "a".repeat(4_000), one -> one), 404, "");
        add("answer by a made-up signature",
                post(PAGE + conversation + "." + "A".repeat(43), FORM, "answer=no", one -> one), 404, "");
        add("answer that is JSON", post(PAGE + conversation + ".x", JSON, "{\"answer\":\"no\"}", one -> one), 415, "");
    }
}
