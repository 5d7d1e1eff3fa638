package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.VisitFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;
import contacthub.segment.erasure.Erasing;

/** Takes what contact-service tells about customers; facts that say nothing about activity are skipped. */
@ApplicationScoped
class ActivityInbox {

    private static final String CONSUMER = "segment-service";

    private final Inbox inbox;
    private final Customers customers;
    private final Merging merging;
    private final Purchases purchases;
    private final Erasing erasing;
    private final Event<FactsTaken> taken;
    private final Touching touching;

    ActivityInbox(Inbox inbox, Customers customers, Merging merging, Purchases purchases, Erasing erasing,
            Event<FactsTaken> taken, Touching touching) {
        this.inbox = inbox;
        this.customers = customers;
        this.merging = merging;
        this.purchases = purchases;
        this.erasing = erasing;
        this.taken = taken;
        this.touching = touching;
    }

    @Incoming("contact-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process(CONSUMER, records, this::take);
    }

    private void take(Connection connection, List<Received> fresh) throws SQLException {
        customers.meet(connection, fresh.stream().flatMap(ActivityInbox::introduced).toList());
        Map<UUID, Cause> turned = merging.turn(connection, fresh);
        List<Purchase> bought = fresh.stream().filter(event -> event.is(PurchaseFact.Recorded.class))
                .map(Purchase::of).toList();
        purchases.record(connection, bought, turned);
        Moods.on(connection, fresh);
        Acquaintance.on(connection, fresh);
        taken.fire(new FactsTaken(fresh));
        erasing.anonymiseLate(connection, fresh.stream().filter(ActivityInbox::mayBeLate).map(Customers::of).toList());
        erasing.on(connection, fresh);
        touching.tell(connection, fresh, turned);
    }

    private static boolean mayBeLate(Received event) {
        return event.is(PurchaseFact.Recorded.class) || event.is(VisitFact.Recorded.class)
                || event.is(ReviewFact.Recorded.class) || Acquaintance.isOfProfile(event);
    }

    private static Stream<UUID> introduced(Received event) {
        if (event.is(CustomerFact.Merged.class)) {
            var merged = event.as(CustomerFact.Merged.class);
            return Stream.of(merged.customer(), merged.into()).map(UUID::fromString);
        }
        return event.is(CustomerFact.Identified.class) || event.is(CustomerFact.Changed.class)
                || event.is(ConversationFact.Opened.class) || event.is(PurchaseFact.Recorded.class)
                || event.is(ContactFact.Received.class) || event.is(VisitFact.Recorded.class)
                || event.is(ReviewFact.Recorded.class)
                        ? Stream.of(Customers.of(event))
                        : Stream.empty();
    }
}
