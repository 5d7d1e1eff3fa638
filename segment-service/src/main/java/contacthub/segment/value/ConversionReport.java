package contacthub.segment.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * How many of those who came to a page from a source became leads and buyers.
 *
 * @param peers what others in the trade reach, as the settings tell; {@code peersNote} where they tell nothing
 */
record ConversionReport(LocalDate from, LocalDate to, List<Landing> data, List<Peer> peers, String peersNote) {

    private static final int DIGITS = 4;

    /**
     * Customers whose first visit in these days was to this page from this source.
     *
     * @param leads those who reached a goal or wrote to us, on that day or later; {@code leadRate} of the visitors, 0 to 1
     * @param buyers those who bought, on that day or later; likewise {@code buyerRate}
     */
    record Landing(String page, String source, long visitors, long leads, BigDecimal leadRate, long buyers,
            BigDecimal buyerRate) {

        static Landing of(String page, String source, long visitors, long leads, long buyers) {
            return new Landing(page, source, visitors, leads, rate(leads, visitors), buyers, rate(buyers, visitors));
        }

        private static BigDecimal rate(long part, long whole) {
            return new BigDecimal(BigDecimal.valueOf(part)
                    .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP).stripTrailingZeros()
                    .toPlainString());
        }
    }

    /** A figure of the trade, and where it was published. */
    record Peer(String name, BigDecimal leadRate, String source) {}
}
