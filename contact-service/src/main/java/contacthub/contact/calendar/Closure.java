package contacthub.contact.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Days off of a calendar that come from outside.
 *
 * @param source {@code feed} or {@code file}
 * @param fetched when they were last had; nothing where they never were
 * @param fault why the last attempt failed; the days are those of the attempt before then
 */
record Closure(String calendar, String source, String url, List<LocalDate> days, Instant fetched, String fault) {

    static final String FEED = "feed";
    static final String FILE = "file";
}
