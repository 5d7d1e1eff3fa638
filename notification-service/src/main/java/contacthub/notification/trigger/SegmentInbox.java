package contacthub.notification.trigger;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.notification.customer.CustomerLedger;
import contacthub.runtime.inbox.Inbox;

/** Learns which segments customers are in. */
@ApplicationScoped
class SegmentInbox {

    private final Inbox inbox;
    private final CustomerLedger customers;

    SegmentInbox(Inbox inbox, CustomerLedger customers) {
        this.inbox = inbox;
        this.customers = customers;
    }

    @Incoming("segment-events")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("notification-service-segments", records, customers::learnSegments);
    }
}
