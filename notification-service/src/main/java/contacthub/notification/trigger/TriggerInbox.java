package contacthub.notification.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.delivery.ComingBack;
import contacthub.notification.delivery.GatewayReceipts;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.delivery.RequestingNotification;
import contacthub.notification.erasure.Erasing;
import contacthub.notification.preference.Habits;
import contacthub.notification.preference.StopWords;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;

/**
 * What contact-service tells that makes us write: a promise is acknowledged, an operator's reply delivered, a customer
 * asked whether it is solved. A stop word is confirmed. Also how far something we wrote has come, or that
 * it came back.
 */
@ApplicationScoped
class TriggerInbox {

    private final Inbox inbox;
    private final CustomerLedger customers;
    private final Acknowledging acknowledging;
    private final Questioning questioning;
    private final Replying replying;
    private final Stopping stopping;
    private final RequestingNotification requesting;
    private final ComingBack comingBack;
    private final GatewayReceipts receipts;
    private final Erasing erasing;

    TriggerInbox(Inbox inbox, CustomerLedger customers, Acknowledging acknowledging, Questioning questioning,
            Replying replying, Stopping stopping, RequestingNotification requesting, ComingBack comingBack,
            GatewayReceipts receipts, Erasing erasing) {
        this.inbox = inbox;
        this.customers = customers;
        this.acknowledging = acknowledging;
        this.questioning = questioning;
        this.replying = replying;
        this.stopping = stopping;
        this.requesting = requesting;
        this.comingBack = comingBack;
        this.receipts = receipts;
        this.erasing = erasing;
    }

    @Incoming("contact-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("notification-service", records, this::on);
    }

    private void on(Connection connection, List<Received> all) throws SQLException {
        List<Received> events = erasing.ofOthers(connection, all);
        write(connection, events);
        erasing.on(connection, events);
    }

    private void write(Connection connection, List<Received> events) throws SQLException {
        customers.learnCustomers(connection, events);
        Suppressions.lift(connection, writers(events));
        Habits.learn(connection, events);
        receipts.take(connection, events);
        comingBack.take(connection, events.stream().filter(event -> event.is(ContactFact.Returned.class)).toList());
        Map<Received, StopWords.Said> said = stopping.take(connection, events);
        List<Received> triggers = events.stream().filter(event -> isTrigger(event) || said.containsKey(event))
                .toList();
        if (triggers.isEmpty()) {
            return;
        }
        Recipients recipients = Recipients.of(connection, triggers);
        List<Outgoing> outgoing = new ArrayList<>();
        triggers.forEach(event -> outgoing.add(said.containsKey(event)
                ? stopping.confirmation(event, said.get(event), recipients)
                : outgoing(event, recipients)));
        requesting.request(connection, outgoing);
    }

    private Outgoing outgoing(Received event, Recipients recipients) {
        if (Questioning.isTrigger(event)) {
            return questioning.of(event, recipients);
        }
        return Acknowledging.isTrigger(event)
                ? acknowledging.of(event, recipients)
                : replying.to(event, recipients);
    }

    private static boolean isTrigger(Received event) {
        return Acknowledging.isTrigger(event) || Questioning.isTrigger(event) || event.is(ContactFact.Sent.class)
                && Boolean.TRUE.equals(event.as(ContactFact.Sent.class).deliver());
    }

    /** The addresses customers wrote from. */
    private static List<Address> writers(List<Received> events) {
        return events.stream().filter(event -> event.is(ContactFact.Received.class))
                .map(event -> event.as(ContactFact.Received.class))
                .flatMap(contact -> Stream.concat(Stream.ofNullable(contact.from()),
                        Stream.ofNullable(contact.fromAll()).flatMap(List::stream)))
                .filter(address -> address.type() != null && address.value() != null)
                .toList();
    }
}
