package contacthub.contracts;

import java.util.Map;

/** A named set of customers, entered and left for a stated reason. */
public sealed interface SegmentFact extends Fact {

    /** A customer entered a segment; {@code numbers} are those that decided. */
    @Type(value = "contacthub.segment.entered.v1", topic = Topics.SEGMENT_EVENTS)
    record Entered(String segment, String previous, String ruleVersion, String because,
            Map<String, String> numbers) implements SegmentFact {}

    /** A customer left a segment; {@code next} is the one of the same family entered instead, if any. */
    @Type(value = "contacthub.segment.left.v1", topic = Topics.SEGMENT_EVENTS)
    record Left(String segment, String next, String ruleVersion, String because,
            Map<String, String> numbers) implements SegmentFact {}
}
