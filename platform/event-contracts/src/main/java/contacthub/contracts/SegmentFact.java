package contacthub.contracts;

import java.util.Map;

/** A named set of customers, entered and left for a stated reason. */
public sealed interface SegmentFact extends Fact {

    /** The prefix of segments by rules of one's own. */
    String CUSTOM = "custom.";

    /**
     * The family of a segment, of which a customer is in one at a time: the name before the first dot, and of a custom
     * segment all of it, as a customer may be in several of these.
     */
    static String family(String segment) {
        int dot = segment.indexOf('.');
        return dot < 0 || segment.startsWith(CUSTOM) ? segment : segment.substring(0, dot);
    }

    /**
     * A customer entered a segment; {@code numbers} are those that decided.
     *
     * @param position of a customer's segments the one with the least position is the one response times look at;
     *     segments of the matrix have none and come last, custom segments without one are not looked at
     */
    @Type(value = "contacthub.segment.entered.v1", topic = Topics.SEGMENT_EVENTS)
    record Entered(@Required String segment, String previous, @Required String ruleVersion, String because,
            Map<String, String> numbers, Integer position) implements SegmentFact {

        /** One without a position. */
        public Entered(String segment, String previous, String ruleVersion, String because,
                Map<String, String> numbers) {
            this(segment, previous, ruleVersion, because, numbers, null);
        }
    }

    /** A customer left a segment; {@code next} is the one of the same family entered instead, if any. */
    @Type(value = "contacthub.segment.left.v1", topic = Topics.SEGMENT_EVENTS)
    record Left(@Required String segment, String next, @Required String ruleVersion, String because,
            Map<String, String> numbers) implements SegmentFact {}
}
