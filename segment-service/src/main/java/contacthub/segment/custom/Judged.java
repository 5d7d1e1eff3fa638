package contacthub.segment.custom;

import java.time.Instant;
import java.util.List;

/** Customers were judged by the rules of custom segments, in the transaction at hand; most verdicts are as before. */
public record Judged(Instant at, List<Verdict> verdicts) {}
