package contacthub.segment.custom;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import contacthub.segment.activity.Cause;

/**
 * Whether a customer belongs to a segment, and why.
 *
 * @param position see {@link contacthub.contracts.SegmentFact.Entered}
 */
public record Verdict(UUID customer, String segment, boolean holds, Integer position, String ruleVersion,
        Supplier<String> because, Map<String, String> numbers, Cause cause) {}
