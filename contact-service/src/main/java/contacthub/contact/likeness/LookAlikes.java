package contacthub.contact.likeness;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Columns;

/** Finds the customers who share a key with some, and says how much each looks like them. */
@ApplicationScoped
class LookAlikes {

    /** A key that more than these have in common tells nobody from anybody. */
    private static final int COMMON = 100;
    private static final String PEOPLE = """
            SELECT c.*, array_agg(a.value) FILTER (WHERE a.type = 'phone') AS phones,
                array_agg(a.value) FILTER (WHERE a.type = 'email') AS emails
            FROM customer c LEFT JOIN address a ON a.customer_id = c.id
            WHERE c.id = ANY (?) AND c.merged_into IS NULL AND c.erased_at IS NULL
            GROUP BY c.id""";
    private static final String FORGET = "DELETE FROM likeness_key WHERE customer_id = ANY (?)";
    private static final String REMEMBER = """
            INSERT INTO likeness_key (key, customer_id) SELECT * FROM unnest(?, ?) ON CONFLICT DO NOTHING""";
    private static final String SHARING = """
            SELECT mine.customer_id AS one, mine.key, other.customer_id AS two
            FROM unnest(?, ?) mine (key, customer_id) CROSS JOIN LATERAL (
                SELECT customer_id FROM likeness_key k WHERE k.key = mine.key LIMIT ?) other""";

    /** Two customers and how much they look alike. */
    record Pair(UUID one, UUID two, Likeness likeness) {}

    private record Key(long key, UUID customer) {}

    /** Everybody who shares a key with one of these, however much they look alike; each pair once. */
    List<Pair> of(Connection connection, Collection<Somebody> people) throws SQLException {
        Map<UUID, Set<UUID>> sharing = sharing(connection, people);
        Map<UUID, Somebody> others = new HashMap<>();
        people(connection, sharing.values().stream().flatMap(Set::stream).distinct().toList())
                .forEach(other -> others.put(other.id(), other));
        List<Pair> pairs = new ArrayList<>();
        Set<Set<UUID>> compared = new LinkedHashSet<>();
        for (Somebody one : people) {
            for (UUID two : sharing.getOrDefault(one.id(), Set.of())) {
                if (others.containsKey(two) && compared.add(Set.of(one.id(), two))) {
                    pairs.add(new Pair(one.id(), two, Likeness.of(one, others.get(two))));
                }
            }
        }
        return pairs;
    }

    private static Map<UUID, Set<UUID>> sharing(Connection connection, Collection<Somebody> people)
            throws SQLException {
        Map<Key, Set<UUID>> byKey = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SHARING)) {
            Columns.of(connection, select, keys(people)).bind("int8", Key::key).bind("uuid", Key::customer);
            select.setInt(3, COMMON + 2);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byKey.computeIfAbsent(new Key(row.getLong("key"), row.getObject("one", UUID.class)),
                            key -> new TreeSet<>()).add(row.getObject("two", UUID.class));
                }
            }
        }
        Map<UUID, Set<UUID>> sharing = new HashMap<>();
        byKey.forEach((key, customers) -> {
            if (customers.size() <= COMMON + 1) {
                customers.remove(key.customer);
                sharing.computeIfAbsent(key.customer, one -> new TreeSet<>()).addAll(customers);
            }
        });
        return sharing;
    }

    /** Remembers the keys of these customers anew; of those who are no more, none. */
    void remember(Connection connection, Collection<UUID> changed, Collection<Somebody> people) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, connection.createArrayOf("uuid", changed.toArray()));
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            Columns.of(connection, insert, keys(people)).bind("int8", Key::key).bind("uuid", Key::customer);
            insert.executeUpdate();
        }
    }

    private static List<Key> keys(Collection<Somebody> people) {
        return people.stream().flatMap(one -> Keys.of(one).stream().map(key -> new Key(key, one.id()))).toList();
    }

    /** These customers, but for those who are part of others or were erased. */
    static List<Somebody> people(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(PEOPLE)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            List<Somebody> people = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    people.add(new Somebody(row.getObject("id", UUID.class), row.getString("last_name"),
                            row.getString("first_name"), row.getString("patronymic"),
                            (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"),
                            texts(row, "phones"), texts(row, "emails")));
                }
            }
            return people;
        }
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? List.of() : List.of((String[]) texts.getArray());
    }
}
