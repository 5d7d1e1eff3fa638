package contacthub.segment.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.segment.activity.Moods.Mood;

/** Offers are ranked by what others said, rest after an answer, and are hidden from angry customers. */
class CustomerOffersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Mood CALM = new Mood(0, null);

    @Test
    void ranksByChanceOfAcceptanceAndThenByName() {
        assertThat(names(CALM, offer("worst", 0, 9), offer("unknown-b", 0, 0), offer("best", 9, 1),
                offer("unknown-a", 0, 0))).containsExactly("best", "unknown-a", "unknown-b", "worst");
    }

    @Test
    void oneAcceptanceDoesNotBeatNineInTen() {
        assertThat(names(CALM, offer("tried-once", 1, 0), offer("proven", 90, 10))).startsWith("proven");
    }

    @Test
    void offersOnlyWhoseConditionHolds() {
        Candidate.Scores scores = new Candidate.Scores(3, 3, 3);
        assertThat(candidate(3, null, scores).fits()).isTrue();
        assertThat(candidate(4, null, scores).fits()).isFalse();
        assertThat(candidate(1, null, null).fits()).isFalse();
        assertThat(candidate(null, null, null).fits()).isTrue();
    }

    @Test
    void restsUntilTheCoolDownHasPassedToTheMoment() {
        Candidate declined = answered(NOW.minus(Duration.ofDays(30)));
        assertThat(declined.restsAt(NOW.minusMillis(1))).isTrue();
        assertThat(declined.restsAt(NOW)).isFalse();
    }

    @Test
    void hidesEverythingFromAngryCustomersAndSaysWhy() {
        CustomerOffers complaining = shown(new Mood(2, null), offer("best", 9, 1));
        assertThat(complaining.data()).isEmpty();
        assertThat(complaining.hiddenBecause()).containsExactly("open complaints: 2");
        assertThat(shown(new Mood(0, NOW), offer("best", 9, 1)).hiddenBecause())
                .containsExactly("the last contact was a complaint, at 2026-11-23T05:00:00Z");
    }

    private static List<String> names(Mood mood, Candidate... candidates) {
        return shown(mood, candidates).data().stream().map(CustomerOffers.Ranked::offer).toList();
    }

    private static CustomerOffers shown(Mood mood, Candidate... candidates) {
        return CustomerOffers.of(new UUID(0, 1), mood, List.of(candidates), NOW);
    }

    private static Candidate offer(String name, long accepted, long declined) {
        return new Candidate(version(name, null), null, null, new Candidate.Tally(accepted, declined), null);
    }

    private static Candidate candidate(Integer rFrom, String segment, Candidate.Scores scores) {
        return new Candidate(version("any", rFrom), segment, scores, new Candidate.Tally(0, 0), null);
    }

    private static Candidate answered(Instant at) {
        return new Candidate(version("any", null), null, null, new Candidate.Tally(0, 1),
                new Candidate.Answer(false, at));
    }

    private static OfferVersion version(String name, Integer rFrom) {
        return new OfferVersion(name, 1, false, NOW, "somebody",
                new Offer("Something", List.of(), rFrom, null, null, 30, List.of(), List.of()));
    }
}
