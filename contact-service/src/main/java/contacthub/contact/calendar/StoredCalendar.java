package contacthub.contact.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * One version of a calendar as it is kept.
 *
 * @param form its JSON, which need not be readable any more
 */
record StoredCalendar(String name, long version, String form, Instant changedAt, String changedBy) {

    static StoredCalendar of(ResultSet row) throws SQLException {
        return new StoredCalendar(row.getString("name"), row.getLong("version"), row.getString("form"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getString("changed_by"));
    }
}
