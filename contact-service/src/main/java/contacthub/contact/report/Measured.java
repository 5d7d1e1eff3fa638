package contacthub.contact.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the spans of one kind of clock in one group come to. Times are in seconds, to the millisecond, and absent where
 * nothing was answered.
 *
 * @param group the value they are told apart by; nothing where they have none, such as spans of no known operator
 * @param count how many clocks ended: answered in time or late, or past their deadline without an answer so far
 * @param met how many of them in time
 * @param hitRate that part of the count
 * @param unanswered how many of them without an answer so far, which have no times
 * @param averageSeconds as the customer waited, nights and pauses included
 * @param averageWorkingSeconds as the clock counted: working time of its calendar, without pauses
 */
record Measured(String clock, String group, long count, long met, BigDecimal hitRate, long unanswered,
        BigDecimal averageSeconds, BigDecimal medianSeconds, BigDecimal p90Seconds, BigDecimal p95Seconds,
        BigDecimal averageWorkingSeconds, BigDecimal medianWorkingSeconds, BigDecimal p90WorkingSeconds,
        BigDecimal p95WorkingSeconds) {

    static final String[] COLUMNS = { "clock", "group", "count", "met", "hit_rate", "unanswered", "average_seconds",
            "median_seconds", "p90_seconds", "p95_seconds", "average_working_seconds", "median_working_seconds",
            "p90_working_seconds", "p95_working_seconds"};

    private static final int MICROS = 6;

    static Measured of(ResultSet row, By by) throws SQLException {
        long count = row.getLong("count");
        long met = row.getLong("met");
        BigDecimal[] actual = seconds(row.getArray("actual"));
        BigDecimal[] working = seconds(row.getArray("working"));
        return new Measured(row.getString("clock"), by.shown(row.getString("part")), count, met,
                BigDecimal.valueOf(met).divide(BigDecimal.valueOf(count), 4, RoundingMode.HALF_UP),
                row.getLong("unanswered"), seconds(row.getBigDecimal("actual_average")), actual[0], actual[1],
                actual[2], seconds(row.getBigDecimal("working_average")), working[0], working[1], working[2]);
    }

    private static BigDecimal[] seconds(Array percentiles) throws SQLException {
        BigDecimal[] seconds = new BigDecimal[3];
        if (percentiles != null) {
            Double[] micros = (Double[]) percentiles.getArray();
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = seconds(BigDecimal.valueOf(micros[i]));
            }
        }
        return seconds;
    }

    private static BigDecimal seconds(BigDecimal micros) {
        return micros == null ? null : micros.movePointLeft(MICROS).setScale(3, RoundingMode.HALF_UP);
    }

    /** Its fields in the order of {@link #COLUMNS}. */
    Object[] fields() {
        return new Object[]{ clock, group, count, met, hitRate, unanswered, averageSeconds, medianSeconds, p90Seconds,
                p95Seconds, averageWorkingSeconds, medianWorkingSeconds, p90WorkingSeconds, p95WorkingSeconds};
    }
}
