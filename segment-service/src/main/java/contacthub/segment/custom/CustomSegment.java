package contacthub.segment.custom;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** One version of a custom segment; who is in it is what the newest says. */
record CustomSegment(String name, long version, boolean deleted, Instant changedAt, String changedBy,
        @JsonUnwrapped SegmentForm form) {

    /** How facts and histories name this version. */
    String ruleVersion() {
        return name + "-" + version;
    }
}
