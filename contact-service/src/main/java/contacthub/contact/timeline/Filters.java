package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a query on timeline entries, as SQL that only ever holds our own text, and its parameters. */
final class Filters {

    /** All words of an entry; the Russian configuration stems Latin letters as English, and takes ё for е. */
    private static final String WORDS = """
            (to_tsvector('russian', coalesce(summary, ''))
                || json_to_tsvector('russian', coalesce(detail, '{}'), '["string", "numeric"]'))
            @@ websearch_to_tsquery('russian', ?)""";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private Filters() {
    }

    /** For a page: with the place to go on from. */
    static Filters ofPage(TimelineQuery query) {
        var filters = new Filters();
        Cursor cursor = query.cursor();
        if (cursor != null) {
            filters.sql.append("AND (occurred_at, id) < (?, ?) ");
            filters.parameters.add(cursor.at());
            filters.parameters.add(cursor.id());
        }
        return filters.common(query).and(WORDS, query.words);
    }

    /** For a stream: what lost its words by redaction is a change to be told, whatever it said. */
    static Filters ofStream(TimelineQuery query) {
        return new Filters().common(query).and("(redacted IS NOT NULL OR " + WORDS + ")", query.words);
    }

    private Filters common(TimelineQuery query) {
        return and("channel = ?", query.channel).and("type = ?", query.type).and("direction = ?", query.direction)
                .and("service = ?", query.service).and("conversation_id = ?", query.conversation())
                .and("occurred_at >= ?", query.from())
                .and("occurred_at < ?", query.to());
    }

    private Filters and(String condition, Object value) {
        if (value != null) {
            sql.append("AND ").append(condition).append(' ');
            parameters.add(value);
        }
        return this;
    }

    /** Empty, or beginning with AND. */
    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    /** Binds parameters in their order, from the first on; a list as an array of ids. */
    static void bind(Connection connection, PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            if (value instanceof List<?> several) {
                statement.setArray(i + 1, connection.createArrayOf("uuid", several.toArray()));
            } else {
                statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
        }
    }
}
