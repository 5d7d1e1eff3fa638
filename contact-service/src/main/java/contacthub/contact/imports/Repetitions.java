package contacthub.contact.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;

/** Counts how often an import has had each line: two that are alike are two facts, the same two in every import. */
final class Repetitions {

    private static final String COUNT = """
            INSERT INTO import_repetition (import_id, line, times) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (import_id, line) DO UPDATE SET times = import_repetition.times + excluded.times
            RETURNING line, times""";

    private Repetitions() {
    }

    private record Met(UUID of, long line, int times) {}

    /** For each of these lines, in their order, the how-manieth of its kind it is in the import, from 1. */
    static List<Integer> count(Connection connection, UUID of, List<String> contents) throws SQLException {
        List<Long> lines = contents.stream().map(line -> Ids.named(line).getMostSignificantBits()).toList();
        Map<Long, Integer> here = new HashMap<>();
        List<Integer> nth = new ArrayList<>(lines.size());
        lines.forEach(line -> nth.add(here.merge(line, 1, Integer::sum)));
        Map<Long, Integer> all = here.isEmpty() ? Map.of() : add(connection, of, here);
        for (int i = 0; i < lines.size(); i++) {
            Long line = lines.get(i);
            nth.set(i, all.get(line) - here.get(line) + nth.get(i));
        }
        return nth;
    }

    private static Map<Long, Integer> add(Connection connection, UUID of, Map<Long, Integer> times)
            throws SQLException {
        List<Met> met = times.entrySet().stream().map(line -> new Met(of, line.getKey(), line.getValue())).toList();
        Map<Long, Integer> all = new HashMap<>();
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            Columns.of(connection, count, met).bind("uuid", Met::of).bind("int8", Met::line).bind("int4", Met::times);
            try (ResultSet row = count.executeQuery()) {
                while (row.next()) {
                    all.put(row.getLong(1), row.getInt(2));
                }
            }
        }
        return all;
    }
}
