package contacthub.journeys;

/** The bad requests on the page where customers unsubscribe. */
final class BadUnsubscribeRequests extends BadRequestList {

    private static final String PAGE = "/public/unsubscribe/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CLICK = "List-Unsubscribe=One-Click";
    private static final String FORGED = PAGE + NOBODY + ".offer." + "A".repeat(43);

    /** Requests to one hub. */
    BadUnsubscribeRequests(RunningHub hub) {
        super(hub, "notification");
        add("unsubscribing by no token", get(PAGE + "x", one -> one), 404, "");
        add("unsubscribing by an id alone", get(PAGE + NOBODY, one -> one), 404, "");
        add("unsubscribing by a made-up signature", get(FORGED, one -> one), 404, "");
        add("unsubscribing by a token with a slash", get(PAGE + NOBODY + ".offer.%2F", one -> one), 400, "path");
        add("unsubscribing by a token of 4,000 characters", get(PAGE + "a".repeat(4_000), one -> one), 404, "");
        add("unsubscribing by one click and a made-up signature", post(FORGED, FORM, CLICK, one -> one), 404, "");
        add("unsubscribing by JSON", post(FORGED, JSON, "{\"List-Unsubscribe\":\"One-Click\"}", one -> one), 415, "");
        add("unsubscribing by a click of 10,000 characters",
                post(FORGED, FORM, CLICK + "x".repeat(10_000), one -> one), 413, "");
    }
}
