package contacthub.runtime.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/** Publishing: an event becomes a fact in the same transaction as the change it reports, or not at all (spec 10). */
@ApplicationScoped
public class Outbox {

    /** Fixed for ever: the shard of a key decides the order in which its events leave. */
    static final int SHARDS = 16;

    private static final String INSERT = """
            INSERT INTO outbox (shard, topic, key, headers, data)
            SELECT * FROM unnest(?, ?, ?, ?, ?)""";

    private final Transactions transactions;

    Outbox(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds events to the caller's transaction. */
    public void publish(Event<?>... events) {
        publish(List.of(events));
    }

    /** Adds events to the caller's transaction. */
    public void publish(List<Event<?>> events) {
        transactions.inCurrent(connection -> {
            publish(connection, events);
            return null;
        });
    }

    /** Adds events to the transaction of this connection. */
    public void publish(Connection connection, List<Event<?>> events) throws SQLException {
        insert(connection, events.stream().map(event -> new Row(event.topic(), event.subject(), event)).toList());
    }

    /** Adds an event whose customer is not known yet: it goes on the intake log, keyed by the sender's address. */
    public void post(Connection connection, String sender, Event<?> event) throws SQLException {
        insert(connection, List.of(new Row(Topics.CONTACT_INTAKE, sender, event)));
    }

    private record Row(String topic, String key, Event<?> event) {}

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns.of(connection, insert, rows)
                    .bind("int4", row -> shard(row.key))
                    .bind("text", Row::topic)
                    .bind("text", Row::key)
                    .bind("text", row -> Json.text(Wire.headers(row.event)))
                    .bind("bytea", row -> Json.bytes(row.event.data()));
            insert.executeUpdate();
        }
    }

    static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }
}
