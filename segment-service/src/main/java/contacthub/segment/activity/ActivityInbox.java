package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.PurchaseFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;
import contacthub.segment.erasure.Erasing;

/** Takes what contact-service tells about customers; facts that say nothing about activity are skipped. */
@ApplicationScoped
class ActivityInbox {

    private static final String CONSUMER = "segment-service";

    private final Inbox inbox;
    private final Customers customers;
    private final Purchases purchases;
    private final Erasing erasing;

    ActivityInbox(Inbox inbox, Customers customers, Purchases purchases, Erasing erasing) {
        this.inbox = inbox;
        this.customers = customers;
        this.purchases = purchases;
        this.erasing = erasing;
    }

    @Incoming("contact-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process(CONSUMER, records, this::take);
    }

    private void take(Connection connection, List<Received> fresh) throws SQLException {
        customers.meet(connection, fresh.stream().filter(ActivityInbox::introduces).map(Customers::of).toList());
        List<Purchase> bought = fresh.stream().filter(event -> event.is(PurchaseFact.Recorded.class))
                .map(Purchase::of).toList();
        purchases.record(connection, bought);
        erasing.anonymiseLate(connection, bought.stream().map(Purchase::customer).toList());
        erasing.on(connection, fresh);
    }

    private static boolean introduces(Received event) {
        return event.is(CustomerFact.Identified.class) || event.is(PurchaseFact.Recorded.class);
    }
}
