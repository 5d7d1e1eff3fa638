package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One line of the ledger.
 *
 * @param kind purchase, review, grant or withdrawal
 * @param unit points, or the currency of a discount
 * @param given false for a reward that was held back, whose amount is 0
 * @param programme the version that decided; null for what an operator did, as are {@code source} and {@code address}
 * @param source the digest of the event it is for
 * @param operator who did it; null for what the programme did
 */
record Entry(UUID id, UUID customer, Instant at, String kind, String unit, BigDecimal amount, boolean given,
        String because, Long programme, @JsonIgnore UUID source, @JsonIgnore UUID address, String operator) {

    static final String POINTS = "points";
}
