package contacthub.contracts;

import java.util.List;

/** What depends on segments, so that none is deleted under it. Told by whoever keeps it, on a compacted topic. */
public sealed interface SegmentUseFact extends Fact {

    /**
     * Something names these segments now, or none any more; the newest version of one holds.
     *
     * @param usedBy kind and name, such as {@code sla-policy/vip}; the record's key
     */
    @Type(value = "contacthub.segment-use.declared.v1", topic = Topics.SEGMENT_USES)
    record Declared(@Required String usedBy, @Required List<String> segments,
            @Required long version) implements SegmentUseFact {}
}
