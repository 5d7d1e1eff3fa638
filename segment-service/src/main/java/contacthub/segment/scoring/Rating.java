package contacthub.segment.scoring;

import java.math.BigDecimal;

/**
 * What a rule makes of one customer's numbers.
 *
 * @param recencyDays full days since the last purchase
 * @param frequency purchases in the period, {@code monetary} what was spent in it
 * @param r score of recency 1 to 5, likewise {@code f} and {@code m}
 * @param group the group of the cell of the activity matrix
 */
record Rating(long recencyDays, long frequency, BigDecimal monetary, int r, int f, int m, String group) {}
