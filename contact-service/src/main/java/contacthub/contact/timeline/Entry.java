package contacthub.contact.timeline;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of a customer's history, from any service (spec 20).
 *
 * @param address the immutable address it came from; a merge never touches it
 * @param detail JSON, as posted
 * @param doubtfulTime the time it claims is in the future or beyond the retention
 */
public record Entry(UUID address, Instant occurredAt, UUID id, Instant recordedAt, String type, String service,
        String channel, String direction, String summary, String detail, UUID conversation, String operator,
        boolean doubtfulTime, String trace) {

    /** From the customer to us. */
    public static final String IN = "in";
    /** From us to the customer. */
    public static final String OUT = "out";
    /** Between neither: a fact about the customer, or a note. */
    public static final String INTERNAL = "internal";
    /** The service whose facts these are when it is ours. */
    public static final String CONTACT_SERVICE = "contact-service";

    private static final int SUMMARY = 200;

    /** An entry for a fact of contact-service itself, which happened now. */
    public static Entry own(UUID address, UUID id, Instant at, String type, String direction, String summary,
            String detail, UUID conversation) {
        return new Entry(address, at, id, at, type, CONTACT_SERVICE, null, direction, summary, detail, conversation,
                null, false, null);
    }

    /** The same entry, on this channel by this operator. */
    public Entry by(String operator, String channel) {
        return new Entry(address, occurredAt, id, recordedAt, type, service, channel, direction, summary, detail,
                conversation, operator, doubtfulTime, trace);
    }

    /** The same entry without what it says: its kind, channel, direction and times are left. */
    public Entry nameless() {
        return new Entry(address, occurredAt, id, recordedAt, type, service, channel, direction, null, null,
                conversation, operator, doubtfulTime, null);
    }

    /** The first line's worth of a text. */
    public static String summary(String text) {
        return text == null || text.length() <= SUMMARY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SUMMARY))) + "…";
    }
}
