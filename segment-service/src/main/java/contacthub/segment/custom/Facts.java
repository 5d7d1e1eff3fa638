package contacthub.segment.custom;

import java.util.List;
import java.util.UUID;

/**
 * All that a rule can know of one customer.
 *
 * @param language as contact-service tells it, empty where unknown; likewise {@code town} and {@code company}
 * @param scores null where there was never a purchase
 * @param purchases days with purchases, likewise {@code contacts} and {@code complaints}; only those a window can reach
 */
record Facts(UUID customer, String language, String town, String company, Scores scores, List<Happened> purchases,
        List<Happened> contacts, List<Happened> complaints) {

    /** The present scores with their numbers. */
    record Scores(long r, long f, long m, String group, long frequency, double monetary, double lifetime,
            long purchaseDays, String currency) {

        static final Scores NONE = new Scores(0, 0, 0, "", 0, 0, 0, 0, "");
    }

    Facts {
        scores = scores == null ? Scores.NONE : scores;
    }
}
