package contacthub.segment.membership;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import contacthub.segment.activity.Cause;

/** A customer belongs to this segment of a family from now on, for this reason. */
record Move(UUID customer, String segment, String ruleVersion, Instant at, String because,
        Map<String, String> numbers, Cause cause) {

    /** The name before the first dot: a customer is in one segment of a family at a time. */
    String family() {
        return segment.substring(0, segment.indexOf('.'));
    }
}
