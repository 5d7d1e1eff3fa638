package contacthub.segment.custom;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What happened on one day (UTC): it enters and leaves a window as one, at the moment of the last of it.
 *
 * @param money in the currency the customer buys in most often
 */
record Happened(Instant at, long count, BigDecimal money) {}
