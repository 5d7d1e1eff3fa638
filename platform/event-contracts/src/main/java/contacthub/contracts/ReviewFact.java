package contacthub.contracts;

import java.math.BigDecimal;

/** What a customer says of us in public. */
public sealed interface ReviewFact extends Fact {

    /** A review appeared on a site; the author is an address, or only a name. */
    @Type("contacthub.review.recorded.v1")
    record Recorded(String site, Address author, BigDecimal rating, String text, String url) implements ReviewFact {}
}
