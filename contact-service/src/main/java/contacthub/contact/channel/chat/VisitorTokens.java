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

    private static final int ID_LENGTH = 36;

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
        return visitor + "." + key.sign(account + "/" + visitor);
    }

    /** The visitor of a token that we gave to this account's page; nothing for any other. */
    Optional<UUID> visitor(String account, String token) {
        if (token.length() <= ID_LENGTH || token.charAt(ID_LENGTH) != '.') {
            return Optional.empty();
        }
        String id = token.substring(0, ID_LENGTH);
        String claimed = token.substring(ID_LENGTH + 1);
        return key.signed(account + "/" + id, claimed)
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}
