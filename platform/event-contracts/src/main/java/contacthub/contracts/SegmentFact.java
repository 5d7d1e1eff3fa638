package contacthub.contracts;

import java.util.Map;

/** A named set of customers, entered and left for a stated reason. */
public sealed interface SegmentFact extends Fact {

    /** A customer entered a segment; {@code numbers} are those that decided. */
    @Type(value = "contacthub.segment.entered.v1", topic = Topics.SEGMENT_EVENTS)
    record Entered(@Required String segment, String previous, @Required String ruleVersion, String because,
            Map<String, String> numbers) implements SegmentFact {}

    /** A customer left a segment; {@code next} is the one of the same family entered instead, if any. */
    @Type(value = "contacthub.segment.left.v1", topic = Topics.SEGMENT_EVENTS)
    record Left(@Required String segment, String next, @Required String ruleVersion, String because,
            Map<String, String> numbers) implements SegmentFact {}
}
