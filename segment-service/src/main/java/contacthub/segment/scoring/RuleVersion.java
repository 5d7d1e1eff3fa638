package contacthub.segment.scoring;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One version of the rules as it is kept and shown.
 *
 * @param number later versions have greater ones; the ETag
 * @param measures the version whose quintiles these are, where they were measured
 * @param bounded whether it has its bounds, without which nothing can be scored by it
 */
record RuleVersion(String version, int number, String measures, boolean bounded, String because, Instant madeAt,
        String madeBy, @JsonUnwrapped RuleForm form) {

    /** Whether an author made it, and not a measurement. */
    @JsonIgnore
    boolean isAuthored() {
        return measures == null;
    }
}
