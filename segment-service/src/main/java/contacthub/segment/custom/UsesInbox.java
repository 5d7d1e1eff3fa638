package contacthub.segment.custom;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.runtime.inbox.Inbox;

/** Takes what other services tell of the segments they name. */
@ApplicationScoped
class UsesInbox {

    private static final String CONSUMER = "segment-service-uses";

    private final Inbox inbox;

    UsesInbox(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("segment-uses")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process(CONSUMER, records, Uses::learn);
    }
}
