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
        return base.map(url -> url + PATH + key.seal(PATH, conversation.toString()));
    }

    /** The conversation of a token that we gave out; nothing for any other. */
    Optional<UUID> conversation(String token) {
        return key.open(PATH, token).map(UUID::fromString);
    }
}
