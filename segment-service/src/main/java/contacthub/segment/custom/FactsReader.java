package contacthub.segment.custom;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Columns;

/** Reads what rules look at, of many customers at once, each with all who are part of it. */
final class FactsReader {

    private static final String ONES = """
            SELECT asked.id, p.language, p.town, p.company, s.r, s.f, s.m, s.activity_group, s.frequency, s.monetary,
                   s.lifetime, s.purchase_days, s.currency
            FROM unnest(?::uuid[]) asked (id)
            LEFT JOIN customer_profile p ON p.customer = asked.id LEFT JOIN score s ON s.customer = asked.id
            ORDER BY asked.id""";
    private static final String ASKED = """
            (SELECT root, array_agg(part) AS parts FROM unnest(?, ?) p (root, part) GROUP BY root) asked
            CROSS JOIN LATERAL""";
    private static final String PURCHASES = "SELECT asked.root, d.at, d.count, d.money FROM " + ASKED + """

            (SELECT max(last_at) AS at, sum(purchases) AS count,
                    coalesce(sum(revenue) FILTER (WHERE currency =
                        (SELECT currency FROM score WHERE customer = asked.root)), 0) AS money
             FROM purchase_day WHERE customer = ANY (asked.parts) AND day >= ? GROUP BY day) d""";
    private static final String CONTACTS = days("contacts", "last_contact");
    private static final String COMPLAINTS = days("complaints", "last_complaint");

    private FactsReader() {
    }

    private static String days(String count, String at) {
        return "SELECT asked.root, d.at, d.count, 0::numeric FROM " + ASKED + " (SELECT max(" + at + ") AS at, sum("
                + count
                + ") AS count FROM contact_day WHERE customer = ANY (asked.parts) AND day >= ? AND " + count
                + " > 0 GROUP BY day) d";
    }

    private record Part(UUID root, UUID part) {}

    /**
     * The facts of these customers.
     *
     * @param longestWindow days before {@code now} that matter
     */
    static List<Facts> of(Connection connection, List<UUID> customers, Instant now, long longestWindow)
            throws SQLException {
        Map<UUID, Whole> wholes = Redirects.of(connection, customers);
        List<Part> parts = customers.stream()
                .flatMap(root -> wholes.get(root).parts().stream().map(part -> new Part(root, part))).toList();
        LocalDate since = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(longestWindow);
        Map<UUID, List<Happened>> purchases = happened(connection, PURCHASES, parts, since);
        Map<UUID, List<Happened>> contacts = happened(connection, CONTACTS, parts, since);
        Map<UUID, List<Happened>> complaints = happened(connection, COMPLAINTS, parts, since);
        List<Facts> facts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ONES)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    facts.add(new Facts(id, text(row, 2), text(row, 3), text(row, 4), scores(row),
                            purchases.getOrDefault(id, List.of()), contacts.getOrDefault(id, List.of()),
                            complaints.getOrDefault(id, List.of())));
                }
            }
        }
        return facts;
    }

    private static Map<UUID, List<Happened>> happened(Connection connection, String sql, List<Part> parts,
            LocalDate since) throws SQLException {
        Map<UUID, List<Happened>> happened = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            Columns.of(connection, select, parts).bind("uuid", Part::root).bind("uuid", Part::part);
            select.setObject(3, since);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    happened.computeIfAbsent(row.getObject(1, UUID.class), any -> new ArrayList<>())
                            .add(new Happened(row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3),
                                    row.getObject(4, BigDecimal.class)));
                }
            }
        }
        return happened;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Facts.Scores scores(ResultSet row) throws SQLException {
        return row.getString(13) == null
                ? null
                : new Facts.Scores(row.getLong(5), row.getLong(6), row.getLong(7), row.getString(8), row.getLong(9),
                        row.getDouble(10), row.getDouble(11), row.getLong(12), row.getString(13));
    }
}
