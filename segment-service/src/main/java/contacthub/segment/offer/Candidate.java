package contacthub.segment.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An offer held against one customer.
 *
 * @param segment the first of the offer's segments that the customer is in, or null
 * @param scores recency, frequency and money; null before the first purchase
 * @param tally what all customers said to it
 * @param last what this customer said to it last, or null
 */
record Candidate(OfferVersion version, String segment, Scores scores, Tally tally, Answer last) {

    /** The likeliest to be accepted first, by name where two are alike. */
    static final Comparator<Candidate> BEST_FIRST = Comparator
            .comparingDouble((Candidate candidate) -> candidate.tally.chance()).reversed()
            .thenComparing(candidate -> candidate.version.name());

    /** Scores 1 to 5. */
    record Scores(int r, int f, int m) {}

    /** Answers counted. */
    record Tally(long accepted, long declined) {

        /** The mean of Beta(1 + accepted, 1 + declined): Laplace's rule of succession, 0.5 before the first answer. */
        double chance() {
            return (accepted + 1.0) / (accepted + declined + 2.0);
        }
    }

    /** What a customer said to an offer. */
    record Answer(boolean accepted, Instant at) {}

    /** Whether the offer's condition holds for the customer. */
    boolean fits() {
        Offer offer = version.offer();
        return (offer.segments().isEmpty() || segment != null)
                && reaches(offer.rFrom(), scores == null ? 0 : scores.r)
                && reaches(offer.fFrom(), scores == null ? 0 : scores.f)
                && reaches(offer.mFrom(), scores == null ? 0 : scores.m);
    }

    private static boolean reaches(Integer least, int score) {
        return least == null || score >= least;
    }

    /** Until when the customer's last answer keeps it back; null where none was given. */
    Instant rests() {
        return last == null ? null : last.at.plus(Duration.ofDays(version.offer().coolDownDays()));
    }

    /** Whether the cool-down after the customer's last answer has not passed. */
    boolean restsAt(Instant now) {
        return last != null && now.isBefore(rests());
    }

    /** Why it is offered, in numbers. */
    List<String> reasons() {
        Offer offer = version.offer();
        List<String> reasons = new ArrayList<>();
        if (segment != null) {
            reasons.add("in segment " + segment);
        }
        add(reasons, "recency", offer.rFrom(), scores == null ? 0 : scores.r);
        add(reasons, "frequency", offer.fFrom(), scores == null ? 0 : scores.f);
        add(reasons, "monetary", offer.mFrom(), scores == null ? 0 : scores.m);
        reasons.add("accepted by " + tally.accepted + " of " + (tally.accepted + tally.declined) + " who answered");
        return reasons;
    }

    private static void add(List<String> reasons, String measure, Integer least, int score) {
        if (least != null) {
            reasons.add(measure + " score " + score + ", at least " + least + " wanted");
        }
    }
}
