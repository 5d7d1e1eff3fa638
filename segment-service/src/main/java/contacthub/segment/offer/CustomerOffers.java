package contacthub.segment.offer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import contacthub.segment.activity.Moods.Mood;

/**
 * What to offer a customer now, the best first.
 *
 * @param hiddenBecause why nothing may be offered at all; empty where it may
 * @param resting those that would fit, kept back by an earlier answer
 */
record CustomerOffers(UUID customer, List<String> hiddenBecause, List<Ranked> data, List<Resting> resting) {

    /** One offer. {@code chance}: of being accepted, 0 to 1, by what others said. */
    record Ranked(String offer, long version, int rank, String title, double chance, List<String> because,
            List<String> acceptanceLabels, List<String> refusalLabels) {

        private static Ranked of(Candidate candidate, int rank) {
            OfferVersion version = candidate.version();
            Offer offer = version.offer();
            return new Ranked(version.name(), version.version(), rank, offer.title(), candidate.tally().chance(),
                    candidate.reasons(), offer.acceptanceLabels(), offer.refusalLabels());
        }
    }

    /** An offer kept back until a moment, and why. */
    record Resting(String offer, String because, Instant until) {

        private static Resting of(Candidate candidate) {
            return new Resting(candidate.version().name(), (candidate.last().accepted() ? "accepted" : "declined")
                    + " at " + candidate.last().at(), candidate.rests());
        }
    }

    /** Ranks what fits; an angry customer is offered nothing. */
    static CustomerOffers of(UUID customer, Mood mood, List<Candidate> candidates, Instant now) {
        List<String> hidden = hidden(mood);
        List<Candidate> fitting = candidates.stream().filter(Candidate::fits).sorted(Candidate.BEST_FIRST).toList();
        List<Candidate> free = fitting.stream().filter(candidate -> hidden.isEmpty() && !candidate.restsAt(now))
                .toList();
        return new CustomerOffers(customer, hidden,
                IntStream.range(0, free.size()).mapToObj(i -> Ranked.of(free.get(i), i + 1)).toList(),
                fitting.stream().filter(candidate -> candidate.restsAt(now)).map(Resting::of).toList());
    }

    private static List<String> hidden(Mood mood) {
        return Stream.of(
                mood.openComplaints() > 0 ? "open complaints: " + mood.openComplaints() : "",
                mood.angryAt() != null ? "the last contact was a complaint, at " + mood.angryAt() : "")
                .filter(reason -> !reason.isEmpty()).toList();
    }
}
