package contacthub.contact.identity;

import java.util.List;
import java.util.UUID;

/**
 * What an event with these addresses would lead to (spec 05).
 *
 * @param outcome new, known, merge, candidate or unidentified
 * @param customer whose it would be; null where that is a new one
 * @param candidates who else it may be
 * @param decidedBy the match, guard or limit that decided, and what was dropped
 */
public record Tried(String outcome, UUID customer, List<UUID> candidates, String decidedBy) {

    static final Tried NOBODY = new Tried("unidentified", null, List.of(),
            "none of the addresses tells who somebody is");

    static Tried of(Matching.Decision decision) {
        UUID customer = decision.people().stream().reduce(Person::elder).map(person -> person.id).orElse(null);
        List<UUID> candidates = decision.suspects().stream().map(suspect -> suspect.person().id).distinct().toList();
        return new Tried(outcome(decision), customer, candidates, Matching.sentence(decision));
    }

    private static String outcome(Matching.Decision decision) {
        if (decision.merges()) {
            return "merge";
        }
        if (!decision.suspects().isEmpty()) {
            return "candidate";
        }
        return decision.people().isEmpty() ? "new" : "known";
    }
}
