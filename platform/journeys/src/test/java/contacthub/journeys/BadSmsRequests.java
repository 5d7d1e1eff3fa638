package contacthub.journeys;

import java.util.function.UnaryOperator;

/** The bad receipts of short messages: links that nobody gave out. */
final class BadSmsRequests extends BadRequestList {

    private static final String RECEIPTS = "/webhooks/sms/kannel/";

    BadSmsRequests(RunningHub hub) {
        super(hub, "notification");
        receipt("a receipt without a signature", NOBODY + "?state=1");
        receipt("a receipt with a signature of our own making", NOBODY + ".AAAA?state=1");
        receipt("a receipt of what is no notification", "first.AAAA?state=1");
    }

    private void receipt(String what, String link) {
        add(what, get(RECEIPTS + link, UnaryOperator.identity()), 401, "");
    }
}
