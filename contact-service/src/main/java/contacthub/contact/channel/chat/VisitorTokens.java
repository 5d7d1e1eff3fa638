package contacthub.contact.channel.chat;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.security.SigningKey;
import contacthub.runtime.sql.Transactions;

/** Signs visitors' ids by a key that is read at start, so chat goes on while the database is away. */
@ApplicationScoped
class VisitorTokens {

    private final Transactions transactions;
    private volatile SigningKey key;

    VisitorTokens(Transactions transactions) {
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        key = transactions.inNew(connection -> SigningKey.of(connection, "chat_key"));
    }

    /** What a visitor shows next time to be the same one again. */
    String of(String account, UUID visitor) {
        return key.seal(account + "/", visitor.toString());
    }

    /** The visitor of a token that we gave to this account's page; nothing for any other. */
    Optional<UUID> visitor(String account, String token) {
        return key.open(account + "/", token).map(UUID::fromString);
    }
}
