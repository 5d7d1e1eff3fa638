package contacthub.segment.offer;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** An offer of the catalogue as it is since a change, and by whom; withdrawn ones are offered to nobody. */
record OfferVersion(String name, long version, boolean withdrawn, Instant changedAt, String changedBy,
        @JsonUnwrapped Offer offer) {}
