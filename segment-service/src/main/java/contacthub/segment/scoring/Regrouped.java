package contacthub.segment.scoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import contacthub.segment.activity.Cause;

/** Customers have moved to another cell of the activity matrix, in the transaction at hand. */
public record Regrouped(String ruleVersion, Instant at, List<Customer> customers) {

    /** One of them, where it belongs now and what led there. */
    public record Customer(UUID id, Placement placement, Cause cause) {}
}
