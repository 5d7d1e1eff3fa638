package contacthub.runtime.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Event;
import contacthub.contracts.Json;
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
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns.of(connection, insert, events)
                    .bind("int4", event -> shard(event.subject()))
                    .bind("text", Event::topic)
                    .bind("text", Event::subject)
                    .bind("text", event -> Json.text(Wire.headers(event)))
                    .bind("bytea", event -> Json.bytes(event.data()));
            insert.executeUpdate();
        }
    }

    static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }
}
