package contacthub.contracts;

import java.math.BigDecimal;
import java.util.List;

/** What a customer bought. */
public sealed interface PurchaseFact extends Fact {

    /**
     * An order was paid. Posted by a shop and passed on by contact-service with the customer as subject.
     *
     * @param amount decimal, in {@code currency} (ISO 4217)
     * @param margin contribution margin in the same currency
     */
    @Type(value = "contacthub.purchase.recorded.v1", posted = true)
    record Recorded(@Required Address customer, @Required String order, @Required BigDecimal amount,
            @Required String currency, BigDecimal margin, String category, List<Line> lines) implements PurchaseFact {}

    /** One position of an order. */
    record Line(@Required String sku, @Required BigDecimal quantity, @Required BigDecimal price) {}
}
