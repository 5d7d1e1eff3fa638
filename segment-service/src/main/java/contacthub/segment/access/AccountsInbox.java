package contacthub.segment.access;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.runtime.inbox.Inbox;
import contacthub.runtime.security.CredentialLedger;

/** Takes what contact-service tells about accounts and keys. */
@ApplicationScoped
class AccountsInbox {

    private static final String CONSUMER = "segment-service-accounts";

    private final Inbox inbox;
    private final CredentialLedger ledger;

    AccountsInbox(Inbox inbox, CredentialLedger ledger) {
        this.inbox = inbox;
        this.ledger = ledger;
    }

    @Incoming("accounts")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process(CONSUMER, records, ledger::on);
    }
}
