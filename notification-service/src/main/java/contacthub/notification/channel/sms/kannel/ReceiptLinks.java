package contacthub.notification.channel.sms.kannel;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.security.SigningKey;
import contacthub.runtime.sql.Transactions;

/**
 * The links we give a gateway to call us by, one for each notification and signed, so that who has seen one can say
 * nothing of any other; the key is read at start, so that sending needs no more of the database.
 */
@ApplicationScoped
class ReceiptLinks {

    private final Transactions transactions;
    private volatile SigningKey key;

    ReceiptLinks(Transactions transactions) {
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        key = transactions.inNew(connection -> SigningKey.of(connection, "sms_receipt_key"));
    }

    /** The link for a notification; Kannel puts state and answer where the percent signs are. */
    String of(URI base, UUID notification) {
        return base.toString().replaceFirst("/+$", "") + KannelResource.PATH
                + key.seal(KannelResource.PATH, notification.toString()) + "?state=%d&answer=%A";
    }

    /** The notification of a link that we gave out; nothing for any other. */
    Optional<UUID> notification(String token) {
        return key.open(KannelResource.PATH, token).map(UUID::fromString);
    }
}
