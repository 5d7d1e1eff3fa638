package contacthub.segment.relationship;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How a customer deals with us, and who says so.
 *
 * @param type what an operator set, or what was computed; null where nothing is known yet
 * @param setBy the operator, null where it is computed
 * @param changes what operators said, the newest first, the last fifty
 * @param version how many of them there are
 */
record Relationship(UUID customer, String type, String setBy, Dealings.Computed computed, List<Change> changes,
        @JsonIgnore long version) {

    /** What an operator said; {@code type} is null where it is computed again. */
    record Change(UUID id, String type, String because, Instant at, String operator) {}

    static Relationship of(UUID customer, Dealings.Computed computed, List<Change> changes, long version) {
        Change set = changes.isEmpty() || changes.get(0).type == null ? null : changes.get(0);
        return new Relationship(customer, set == null ? computed.type() : set.type,
                set == null ? null : set.operator, computed, changes, version);
    }

    /** Whether an operator's word holds. */
    @JsonIgnore
    boolean isSet() {
        return setBy != null;
    }
}
