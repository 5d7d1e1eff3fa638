package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Courses;
import contacthub.contact.clock.Courses.Kept;
import contacthub.contact.clock.Courses.Taken;
import contacthub.contact.clock.Happening;
import contacthub.contact.policy.SlaPolicies;
import contacthub.runtime.sql.Columns;

/** Brings the clocks of conversations up to what happened in them; the conversations are written by whoever calls. */
@ApplicationScoped
class Progress {

    /** Every change of segment since the one that counted when the conversation was opened. */
    private static final String SEGMENTS = """
            SELECT n.conversation, s.at, s.id, s.segment FROM unnest(?, ?, ?) n (conversation, customer, opened)
            JOIN segment_change s ON s.customer_id = n.customer
            WHERE s.at >= coalesce((SELECT max(at) FROM segment_change b
                WHERE b.customer_id = n.customer AND b.at <= n.opened), '-infinity')""";
    private static final String FIELDS = """
            SELECT a.id, c.language, c.town, c.company FROM address a JOIN customer c ON c.id = a.customer_id
            WHERE a.id = ANY (?)""";

    private final Courses courses;
    private final SlaPolicies policies;

    Progress(Courses courses, SlaPolicies policies) {
        this.courses = courses;
        this.policies = policies;
    }

    /**
     * What is new of conversations, by their ids.
     *
     * @param withdrawn the answers that turned out to belong to others
     * @param causes the events that led to it
     */
    record News(Map<UUID, List<Happening>> happenings, Map<UUID, Set<UUID>> withdrawn, Map<UUID, String> causes) {

        private Taken of(Conversation one, boolean isNew) {
            return one.taken(happenings.getOrDefault(one.id, List.of()), isNew, causes.get(one.id))
                    .without(withdrawn.getOrDefault(one.id, Set.of()));
        }
    }

    /** What happened in a batch of contacts and answers. */
    void go(Connection connection, List<Conversation> touched, Set<UUID> fresh, Map<UUID, Exchange> openings,
            News news) throws SQLException {
        segments(connection, openings)
                .forEach((conversation, changes) -> news.happenings.get(conversation).addAll(changes));
        describe(connection, touched.stream().filter(conversation -> fresh.contains(conversation.id)).toList());
        keep(touched, courses.take(connection,
                touched.stream().map(one -> news.of(one, fresh.contains(one.id))).toList()));
    }

    /** One thing that happened in one conversation. */
    void go(Connection connection, Conversation conversation, Happening happening) throws SQLException {
        keep(List.of(conversation), courses.take(connection,
                List.of(conversation.taken(List.of(happening), false, null))));
    }

    /** What happened in conversations, one thing each. */
    void go(Connection connection, List<Conversation> conversations, Map<UUID, List<Happening>> happenings)
            throws SQLException {
        List<Taken> taken = conversations.stream().map(one -> one.taken(happenings.get(one.id), false, null)).toList();
        keep(conversations, courses.take(connection, taken));
    }

    private static void keep(Collection<Conversation> conversations, Map<UUID, Kept> kept) {
        conversations.forEach(conversation -> conversation.keep(kept.get(conversation.id)));
    }

    private static Map<UUID, List<Happening>> segments(Connection connection, Map<UUID, Exchange> openings)
            throws SQLException {
        List<Map.Entry<UUID, Exchange>> known = openings.entrySet().stream()
                .filter(opening -> opening.getValue().who().segment() != null).toList();
        if (known.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement select = connection.prepareStatement(SEGMENTS)) {
            Columns.of(connection, select, known)
                    .bind("uuid", Map.Entry::getKey)
                    .bind("uuid", opening -> opening.getValue().who().customer())
                    .bind("timestamptz", opening -> opening.getValue().at());
            Map<UUID, List<Happening>> changes = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant at = Conversations.time(row, "at");
                    changes.computeIfAbsent(row.getObject("conversation", UUID.class), any -> new ArrayList<>())
                            .add(Happening.segment(row.getObject("id", UUID.class), at, row.getString("segment")));
                }
            }
            return changes;
        }
    }

    /** What policies look at of the customers, as it is when their matters are opened. */
    private void describe(Connection connection, List<Conversation> opened) throws SQLException {
        if (opened.isEmpty() || !policies.looksAtCustomers()) {
            return;
        }
        Map<UUID, List<Conversation>> byAddress = opened.stream().collect(Collectors.groupingBy(one -> one.address));
        try (PreparedStatement select = connection.prepareStatement(FIELDS)) {
            select.setArray(1, connection.createArrayOf("uuid", byAddress.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, String> fields = new HashMap<>();
                    for (String field : List.of("language", "town", "company")) {
                        String value = row.getString(field);
                        if (value != null) {
                            fields.put(field, value);
                        }
                    }
                    byAddress.get(row.getObject("id", UUID.class)).forEach(one -> one.customerFields = fields);
                }
            }
        }
    }
}
