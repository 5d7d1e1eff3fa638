package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

import contacthub.contracts.ContactFact;
import contacthub.notification.channel.Receipt;
import contacthub.runtime.event.Received;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * Receipts that name a message by its channel's id. One may come before we have noted that id, so all are kept, and take
 * effect as soon as the notification shows; the others are of messages that somebody else sent from our account.
 */
@ApplicationScoped
public class GatewayReceipts {

    private static final String KEEP = """
            INSERT INTO gateway_receipt (channel, message, step, reason, detail) SELECT * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String MATCH = """
            DELETE FROM gateway_receipt r USING (
                SELECT r.channel, r.message, r.step, r.at, n.id
                FROM gateway_receipt r JOIN notification n ON n.channel = r.channel AND n.gateway_id = r.message
                WHERE n.channel IN ('whatsapp', 'viber')
                ORDER BY r.at LIMIT 100 FOR UPDATE OF r SKIP LOCKED) m
            WHERE r.channel = m.channel AND r.message = m.message AND r.step = m.step
            RETURNING m.id, r.channel, r.step, r.reason, r.detail""";
    /** Our note that a message was taken follows within minutes, also after a crash. */
    private static final String FORGET = "DELETE FROM gateway_receipt WHERE at < now() - interval '1 hour'";

    private final Transactions transactions;
    private final Receipts receipts;
    private final Worker worker = new Worker("gateway-receipts", this::match);

    GatewayReceipts(Transactions transactions, Receipts receipts) {
        this.transactions = transactions;
        this.receipts = receipts;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    /** Keeps those among these events, in the caller's transaction. */
    public void take(Connection connection, List<Received> events) throws SQLException {
        List<ContactFact.Reported> reports = events.stream().filter(event -> event.is(ContactFact.Reported.class))
                .map(event -> event.as(ContactFact.Reported.class)).toList();
        if (reports.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, reports).bind("text", ContactFact.Reported::channel)
                    .bind("text", ContactFact.Reported::message).bind("text", ContactFact.Reported::step)
                    .bind("text", ContactFact.Reported::reason).bind("text", ContactFact.Reported::detail);
            insert.executeUpdate();
        }
    }

    private boolean match() {
        return transactions.inNew(connection -> {
            List<Receipt> matched = matched(connection);
            matched.forEach(receipts::on);
            return !matched.isEmpty();
        });
    }

    private static List<Receipt> matched(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(MATCH); ResultSet row = delete.executeQuery()) {
            List<Receipt> matched = new ArrayList<>();
            while (row.next()) {
                matched.add(receipt(row));
            }
            return matched;
        }
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        UUID notification = row.getObject("id", UUID.class);
        String channel = row.getString("channel");
        return switch (row.getString("step")) {
            case ContactFact.Reported.READ -> Receipt.ofReading(notification, channel);
            case ContactFact.Reported.FAILED -> Receipt.ofFailure(notification, channel, row.getString("reason"),
                    row.getString("detail"));
            default -> Receipt.ofArrival(notification, channel);
        };
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        transactions.inNew(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                return delete.executeUpdate();
            }
        });
    }
}
