package contacthub.contact.conversation;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.security.SigningKey;
import contacthub.runtime.sql.Transactions;

/** Links by which customers say whether their matter is solved: who has one needs no account, nobody can guess one. */
@ApplicationScoped
class SolvedLinks {

    /** Where the pages are; behind it comes the token. */
    static final String PATH = "/public/solved/";

    private static final int ID_LENGTH = 36;

    private final Transactions transactions;
    private final Optional<String> base;
    private volatile SigningKey key;

    SolvedLinks(Transactions transactions, @ConfigProperty(name = "hub.public-url") Optional<String> base) {
        this.transactions = transactions;
        this.base = base.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    void start(@Observes StartupEvent started) {
        key = transactions.inNew(connection -> SigningKey.of(connection, "link_key"));
    }

    /** The link to one conversation's page; none where it is not configured under what address customers reach us. */
    Optional<String> to(UUID conversation) {
        return base.map(url -> url + PATH + conversation + "." + key.sign(PATH + conversation));
    }

    /** The conversation of a token that we gave out; nothing for any other. */
    Optional<UUID> conversation(String token) {
        if (token.length() <= ID_LENGTH || token.charAt(ID_LENGTH) != '.') {
            return Optional.empty();
        }
        String id = token.substring(0, ID_LENGTH);
        return key.signed(PATH + id, token.substring(ID_LENGTH + 1))
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}
