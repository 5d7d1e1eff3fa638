package contacthub.contact.policy;

import java.util.Map;
import java.util.Optional;

/**
 * The policy that matched.
 *
 * @param targets by kind; a kind without one gets no clock
 * @param because why this policy, in one sentence
 */
public record Ruling(String policy, long version, Map<ClockKind, Target> targets, String because) {

    /** What it asks of a kind. */
    public Optional<Target> target(ClockKind kind) {
        return Optional.ofNullable(targets.get(kind));
    }
}
