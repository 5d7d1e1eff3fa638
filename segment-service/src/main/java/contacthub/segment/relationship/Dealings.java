package contacthub.segment.relationship;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a customer did, in numbers.
 *
 * @param first the first purchase, {@code last} the latest; null where nothing was bought
 * @param purchaseDays days (UTC) with a purchase in the year before the latest one
 * @param contacts contacts and calls since the beginning of that year
 * @param company whether a company is known of the customer
 */
record Dealings(Instant first, Instant last, long purchaseDays, long contacts, boolean company) {

    private static final String BY_RULE = "relationship-1";

    /** What is long and what is close. */
    record Bounds(int longDays, int closeDealings) {}

    /** What follows from them; {@code type} is null before the first purchase. */
    record Computed(String type, List<String> because, long spanDays, long purchaseDays, long contacts, boolean company,
            String rule) {}

    /** Tells the type with the numbers that decided. */
    Computed computed(Bounds bounds) {
        return new Computed(first == null ? null : type(bounds).word(), because(bounds), spanDays(), purchaseDays,
                contacts, company, BY_RULE);
    }

    private RelationshipType type(Bounds bounds) {
        boolean lasting = spanDays() >= bounds.longDays;
        boolean close = dealings() >= bounds.closeDealings;
        if (company) {
            return lasting && close ? RelationshipType.RELATIONSHIP_CLIENT : RelationshipType.DEAL_CLIENT;
        }
        if (lasting) {
            return close ? RelationshipType.LOYAL : RelationshipType.EXPLOITER;
        }
        return close ? RelationshipType.SEEKER : RelationshipType.ONE_OFF_BUYER;
    }

    private List<String> because(Bounds bounds) {
        if (first == null) {
            return List.of("nothing bought yet");
        }
        return List.of(
                (spanDays() >= bounds.longDays ? "long: " : "short: ") + spanDays()
                        + " days between first and latest purchase, long from " + bounds.longDays,
                (dealings() >= bounds.closeDealings ? "close: " : "distant: ") + purchaseDays + " purchase days and "
                        + contacts + " contacts since a year before the latest purchase, close from "
                        + bounds.closeDealings,
                company ? "a company is known" : "no company is known");
    }

    private long spanDays() {
        return first == null ? 0 : Duration.between(first, last).toDays();
    }

    private long dealings() {
        return purchaseDays + contacts;
    }
}
