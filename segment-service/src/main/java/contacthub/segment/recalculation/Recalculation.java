package contacthub.segment.recalculation;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One full recalculation as it stands.
 *
 * @param state waiting, running, done or cancelled
 * @param ruleVersion the rule everybody is scored by, null until the first chunk
 * @param customers how many there were when it began
 * @param done how many have been looked at, {@code changed} how many of them were scored anew because that differed
 * @param passed the last one looked at
 */
record Recalculation(UUID id, String state, String because, Instant askedAt, String askedBy, Instant startedAt,
        Instant endedAt, String ruleVersion, Long customers, long done, long changed, @JsonIgnore UUID passed) {

    static final String WAITING = "waiting";
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String CANCELLED = "cancelled";

    /** How far it is, from 0 to 100. */
    public int getPercent() {
        if (state.equals(DONE)) {
            return 100;
        }
        return customers == null || customers == 0 ? 0 : (int) Math.min(99, 100 * done / customers);
    }
}
