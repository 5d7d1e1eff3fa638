package contacthub.contracts;

import java.math.BigDecimal;
import java.time.Instant;
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

    /**
     * A customer has bought on one day only, and the time by which most of those who come again have come is near. Told
     * once a customer, and not while a complaint is open.
     *
     * @param daysSince full days since the last purchase
     * @param medianDays the days within which half of those who bought again had done so, {@code mostDays} 80 % of them
     */
    @Type(value = "contacthub.purchase.due.v1", topic = Topics.SEGMENT_EVENTS)
    record Due(@Required Instant lastPurchase, @Required long daysSince, @Required BigDecimal medianDays,
            @Required BigDecimal mostDays, @Required String because) implements PurchaseFact {}

    /** One position of an order. */
    record Line(@Required String sku, @Required BigDecimal quantity, @Required BigDecimal price) {}
}
