package contacthub.segment.activity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import contacthub.contracts.PurchaseFact;
import contacthub.runtime.event.Received;

/**
 * One purchase of one customer.
 *
 * @param address the digest of the address it came over
 */
record Purchase(UUID event, UUID customer, Instant at, BigDecimal amount, String currency, BigDecimal margin,
        String category, String order, UUID address, Cause cause) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Reads it from its event; throws {@link IllegalArgumentException} that says what is missing. */
    static Purchase of(Received event) {
        PurchaseFact.Recorded fact = event.as(PurchaseFact.Recorded.class);
        return new Purchase(event.identity(), Customers.of(event), time(event), given("amount", fact.amount()),
                currency(given("currency", fact.currency())), fact.margin(), fact.category(),
                given("order", fact.order()), Homes.digest(fact.customer()), new Cause(event.id(), event.trace()));
    }

    /** The same of this customer. */
    Purchase of(UUID owner) {
        return new Purchase(event, owner, at, amount, currency, margin, category, order, address, cause);
    }

    private static Instant time(Received event) {
        return given("time", event.time() == null ? event.recorded() : event.time());
    }

    private static String currency(String written) {
        String code = written.toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(code).matches()) {
            throw new IllegalArgumentException("the purchase's currency is no ISO 4217 code");
        }
        return code;
    }

    private static <T> T given(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException("the purchase has no " + field);
        }
        return value;
    }
}
