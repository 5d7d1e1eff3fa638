package contacthub.contact.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Something by which a response time looks better than it was.
 *
 * @param finding which of the {@link Kind kinds}
 * @param at when it was done
 * @param id of what was done, as on the timeline
 * @param operator who did it; nothing where that is not known, or the hub did
 * @param because what makes it one, in a sentence
 */
record Finding(String finding, Instant at, UUID id, UUID conversation, String operator, String because) {

    static final String[] COLUMNS = { "finding", "at", "id", "conversation", "operator", "because"};

    /** The kinds there are (spec 40, "Honesty checks"), each with what its rows are told as. */
    enum Kind {
        PAUSED_WHILE_CUSTOMER_WAITED("paused_while_customer_waited") {

            @Override
            String because(ResultSet row) throws SQLException {
                return "Set to wait for the customer, who had been waiting for an answer since " + time(row, "since")
                        + ".";
            }
        },
        EMPTY_ANSWER("empty_answer") {

            @Override
            String because(ResultSet row) throws SQLException {
                return "An answer with " + row.getInt("number") + " letters or digits stopped "
                        + row.getString("words") + ".";
            }
        },
        FRESH_CLOCK("fresh_clock") {

            @Override
            String because(ResultSet row) throws SQLException {
                return "Resolved while the customer had been waiting for an answer since " + time(row, "since")
                        + ", and begun anew at " + time(row, "until") + " in conversation " + row.getString("words")
                        + ".";
            }
        },
        PROMISE_MOVED("promise_moved") {

            @Override
            String because(ResultSet row) throws SQLException {
                return "Promised for " + time(row, "until") + " instead of " + time(row, "since")
                        + ": time " + row.getInt("number") + " that the promise was moved without an answer.";
            }
        };

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        abstract String because(ResultSet row) throws SQLException;

        /** As it is written in JSON, CSV and in the rows of the query. */
        String text() {
            return text;
        }
    }

    static Finding of(ResultSet row) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("finding"));
        return new Finding(kind.text, time(row, "at"), row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class), row.getString("operator"), kind.because(row));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Its fields in the order of {@link #COLUMNS}. */
    Object[] fields() {
        return new Object[]{ finding, at, id, conversation, operator, because};
    }
}
