package contacthub.contact.operator;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which an operator is away.
 *
 * @param until nothing where the end is not known yet
 */
public record Absence(UUID id, String operator, Instant from, Instant until, String because, String enteredBy) {

    boolean covers(Instant moment) {
        return !from.isAfter(moment) && (until == null || until.isAfter(moment));
    }

    /**
     * Since when somebody with these absences has been away without a break; nothing where nobody is away at this moment.
     * One absence that another follows at once, or that overlaps it, is one time away with it.
     */
    static Optional<Instant> since(Collection<Absence> absences, Instant now) {
        if (absences.stream().noneMatch(one -> one.covers(now))) {
            return Optional.empty();
        }
        Instant since = now;
        Instant earlier = earliest(absences, since);
        while (earlier.isBefore(since)) {
            since = earlier;
            earlier = earliest(absences, since);
        }
        return Optional.of(since);
    }

    private static Instant earliest(Collection<Absence> absences, Instant reached) {
        return absences.stream().filter(one -> one.touches(reached)).map(Absence::from).min(Instant::compareTo)
                .orElse(reached);
    }

    private boolean touches(Instant moment) {
        return !from.isAfter(moment) && (until == null || !until.isBefore(moment));
    }
}
