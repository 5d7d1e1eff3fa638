package contacthub.notification.trigger;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.runtime.inbox.Inbox;
import contacthub.runtime.security.CredentialLedger;

/** Learns who may sign in. */
@ApplicationScoped
class AccountsInbox {

    private final Inbox inbox;
    private final CredentialLedger credentials;

    AccountsInbox(Inbox inbox, CredentialLedger credentials) {
        this.inbox = inbox;
        this.credentials = credentials;
    }

    @Incoming("accounts")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("notification-service-accounts", records, credentials::on);
    }
}
