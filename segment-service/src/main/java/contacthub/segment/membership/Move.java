package contacthub.segment.membership;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import contacthub.segment.activity.Cause;

/**
 * A customer belongs to this segment of a family from now on, for this reason.
 *
 * @param segment null for none of the family
 * @param position see {@link contacthub.contracts.SegmentFact.Entered}
 */
record Move(UUID customer, String family, String segment, Integer position, String ruleVersion, Instant at,
        String because, Map<String, String> numbers, Cause cause) {}
