package contacthub.contracts;

import java.math.BigDecimal;

/** What a customer says of us in public. */
public sealed interface ReviewFact extends Fact {

    /** A review appeared on a site; the author is an address, or only a name. */
    @Type(value = "contacthub.review.recorded.v1", posted = true)
    record Recorded(@Required String site, @Required @NameSuffices Address author, BigDecimal rating,
            @Required String text, String url) implements ReviewFact {}
}
