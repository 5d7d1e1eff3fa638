package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.sql.Columns;

/**
 * How far a consumer has come and what it has seen. Its place in a partition is locked while a batch runs, so a zombie
 * owner waits for its successor and then finds every event seen. The seen ids alone decide what takes effect: offsets
 * begin again when a topic is made anew, ids do not.
 */
@ApplicationScoped
class Progress {

    private static final String ENSURE = """
            INSERT INTO consumer_offset (consumer, topic, partition, next)
            SELECT * FROM unnest(?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String LOCK = """
            SELECT topic, partition, next FROM consumer_offset
            WHERE consumer = ? AND (topic, partition) IN (SELECT * FROM unnest(?::text[], ?::int[]))
            ORDER BY topic, partition FOR UPDATE""";
    private static final String ADVANCE = """
            UPDATE consumer_offset o SET next = greatest(o.next, n.next)
            FROM unnest(?, ?, ?, ?) n (consumer, topic, partition, next)
            WHERE o.consumer = n.consumer AND o.topic = n.topic AND o.partition = n.partition""";
    private static final String START_ANEW = """
            UPDATE consumer_offset o SET next = 0
            FROM unnest(?, ?, ?, ?) n (consumer, topic, partition, next)
            WHERE o.consumer = n.consumer AND o.topic = n.topic AND o.partition = n.partition""";
    private static final String SEEN = """
            INSERT INTO inbox (event) SELECT unnest(?) ON CONFLICT DO NOTHING RETURNING event""";

    /**
     * Locks the places of the consumer in the partitions of these records; answers the records behind them, which were
     * read before or are of a topic made anew.
     */
    List<ConsumerRecord<byte[], byte[]>> enter(Connection connection, String consumer,
            List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<Place> places = places(consumer, records, 0);
        execute(connection, ENSURE, places.stream().map(Place::atStart).toList());
        Map<TopicPartition, Long> next = lock(connection, consumer, places);
        return records.stream()
                .filter(record -> record.offset() < next.get(new TopicPartition(record.topic(), record.partition())))
                .toList();
    }

    /** The events this consumer has not seen before, each once, in their order. */
    List<Received> fresh(Connection connection, String consumer, List<Received> events) throws SQLException {
        Map<UUID, Received> byKey = new LinkedHashMap<>();
        events.forEach(event -> byKey.putIfAbsent(Ids.named(consumer, event.source(), event.id()), event));
        Set<UUID> unseen = see(connection, byKey.keySet());
        return byKey.entrySet().stream().filter(entry -> unseen.contains(entry.getKey())).map(Map.Entry::getValue)
                .toList();
    }

    /** Whether this record becomes a dead letter of the consumer for the first time. */
    boolean isFirstBurial(Connection connection, String consumer, ConsumerRecord<byte[], byte[]> poison)
            throws SQLException {
        UUID burial = Ids.named(consumer, poison.topic(), Integer.toString(poison.partition()),
                Long.toString(poison.offset()), Long.toString(poison.timestamp()));
        return !see(connection, Set.of(burial)).isEmpty();
    }

    private Set<UUID> see(Connection connection, Set<UUID> ids) throws SQLException {
        Set<UUID> unseen = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(SEEN)) {
            insert.setArray(1, connection.createArrayOf("uuid", ids.stream().sorted().toArray()));
            try (ResultSet inserted = insert.executeQuery()) {
                while (inserted.next()) {
                    unseen.add(inserted.getObject(1, UUID.class));
                }
            }
        }
        return unseen;
    }

    /** Takes the partitions of these records for new ones; {@link #advance} then counts from their start. */
    void startAnew(Connection connection, String consumer, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        execute(connection, START_ANEW, places(consumer, records, 0));
    }

    /** Moves past these records. */
    void advance(Connection connection, String consumer, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        execute(connection, ADVANCE, places(consumer, records, 1));
    }

    private Map<TopicPartition, Long> lock(Connection connection, String consumer, List<Place> places)
            throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, consumer);
            lock.setArray(2, connection.createArrayOf("text", places.stream().map(Place::topic).toArray()));
            lock.setArray(3, connection.createArrayOf("int", places.stream().map(Place::partition).toArray()));
            try (ResultSet found = lock.executeQuery()) {
                while (found.next()) {
                    next.put(new TopicPartition(found.getString(1), found.getInt(2)), found.getLong(3));
                }
            }
        }
        return next;
    }

    private void execute(Connection connection, String sql, List<Place> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.of(connection, statement, places)
                    .bind("text", Place::consumer)
                    .bind("text", Place::topic)
                    .bind("int4", Place::partition)
                    .bind("int8", Place::next);
            statement.executeUpdate();
        }
    }

    private List<Place> places(String consumer, List<ConsumerRecord<byte[], byte[]>> records, long past) {
        Map<TopicPartition, Long> last = new LinkedHashMap<>();
        records.forEach(record -> last.merge(new TopicPartition(record.topic(), record.partition()),
                record.offset() + past, Math::max));
        List<Place> places = new ArrayList<>();
        last.forEach((partition, next) -> places
                .add(new Place(consumer, partition.topic(), partition.partition(), next)));
        return places;
    }

    private record Place(String consumer, String topic, int partition, long next) {

        Place atStart() {
            return new Place(consumer, topic, partition, 0);
        }
    }
}
