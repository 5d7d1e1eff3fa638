package contacthub.runtime.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.producer.ProducerRecord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contracts.Json;
import contacthub.runtime.event.HubProducer;
import contacthub.runtime.event.Wire;
import contacthub.runtime.sql.Plans;
import contacthub.runtime.sql.Transactions;

/**
 * Carries the outbox to Kafka, per key in order and at least once. A transaction holds the row locks of some shards
 * while it sends, so no two instances ever relay one shard, and a crash frees it at once (docs/adr).
 */
@ApplicationScoped
public class OutboxRelay {

    private static final int ROWS_OF_SHARD = 250;
    private static final int ACK_SECONDS = 10;

    private static final String TAKE_SHARDS = """
            SELECT shard FROM outbox_shard s
            WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.shard = s.shard)
            ORDER BY random() LIMIT 8 FOR UPDATE SKIP LOCKED""";
    /** Shard by shard along the primary key: what a round costs does not depend on how much is waiting. */
    private static final String OLDEST = """
            SELECT o.* FROM unnest(?::int[]) s (shard) CROSS JOIN LATERAL (
                SELECT seq, topic, key, headers, data FROM outbox WHERE shard = s.shard ORDER BY seq LIMIT ?) o
            ORDER BY o.seq""";
    private static final String DELETE = "DELETE FROM outbox WHERE shard = ANY (?) AND seq = ANY (?)";

    private final Transactions transactions;
    private final HubProducer producer;
    private final Worker worker;

    OutboxRelay(Transactions transactions, HubProducer producer) {
        this.transactions = transactions;
        this.producer = producer;
        this.worker = new Worker("outbox-relay", Worker.AT_ONCE, () -> relay() >= ROWS_OF_SHARD);
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    /** Relays one batch; answers how many events left. */
    int relay() {
        return transactions.inNew(this::relay);
    }

    private int relay(Connection connection) throws SQLException {
        Integer[] shards = takeShards(connection);
        if (shards.length == 0) {
            return 0;
        }
        List<Row> rows = oldest(connection, shards);
        send(rows);
        delete(connection, shards, rows);
        return rows.size();
    }

    private Integer[] takeShards(Connection connection) throws SQLException {
        try (PreparedStatement limit = connection
                .prepareStatement("SET LOCAL idle_in_transaction_session_timeout = '20s'")) {
            limit.execute();
        }
        try (PreparedStatement take = Plans.anew(connection.prepareStatement(TAKE_SHARDS));
                ResultSet found = take.executeQuery()) {
            List<Integer> shards = new ArrayList<>();
            while (found.next()) {
                shards.add(found.getInt(1));
            }
            return shards.toArray(Integer[]::new);
        }
    }

    private List<Row> oldest(Connection connection, Integer[] shards) throws SQLException {
        try (PreparedStatement select = Plans.anew(connection.prepareStatement(OLDEST))) {
            select.setArray(1, connection.createArrayOf("int", shards));
            select.setInt(2, ROWS_OF_SHARD);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong("seq"), found.getString("topic"), found.getString("key"),
                            found.getString("headers"), found.getBytes("data")));
                }
            }
            return rows;
        }
    }

    private void send(List<Row> rows) {
        CompletableFuture.allOf(rows.stream().map(Row::record).map(producer::send).toArray(CompletableFuture[]::new))
                .orTimeout(ACK_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void delete(Connection connection, Integer[] shards, List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("int", shards));
            delete.setArray(2, connection.createArrayOf("bigint", rows.stream().map(Row::seq).toArray()));
            delete.executeUpdate();
        }
    }

    private record Row(long seq, String topic, String key, String headers, byte[] data) {

        ProducerRecord<byte[], byte[]> record() {
            try {
                return Wire.record(topic, key, Json.MAPPER.readValue(headers, new TypeReference<Map<String, String>>() {
                }), data);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("outbox row " + seq + " has no readable headers", e);
            }
        }
    }
}
