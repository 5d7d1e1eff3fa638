package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.time.Instant;

/** One purchase of a trial. */
record TrialLine(String customer, Instant time, BigDecimal amount) {}
