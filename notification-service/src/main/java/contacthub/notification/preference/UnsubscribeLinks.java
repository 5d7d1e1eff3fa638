package contacthub.notification.preference;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.security.SigningKey;
import contacthub.runtime.sql.Transactions;

/**
 * Links by which customers take back that we may write to them by e-mail for a purpose. A token names the customer's id
 * and the purpose, never an address, and needs no row: it holds for as long as anybody keeps the letter.
 */
@ApplicationScoped
public class UnsubscribeLinks {

    /** The channel of the letters that have them. */
    public static final String CHANNEL = PreferenceChannel.EMAIL.word();

    /** Where the pages are; behind it comes the token. */
    static final String PATH = "/public/unsubscribe/";

    private static final Pattern TEXT = Pattern.compile("([0-9a-f-]{36})\\.([a-z_]+)");

    private final Transactions transactions;
    private final Optional<String> base;
    private volatile SigningKey key;

    UnsubscribeLinks(Transactions transactions, @ConfigProperty(name = "hub.public-url") Optional<String> base) {
        this.transactions = transactions;
        this.base = base.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    void start(@Observes StartupEvent started) {
        key = transactions.inNew(connection -> SigningKey.of(connection, "unsubscribe_key"));
    }

    /**
     * The link for a customer and a category; none for what needs no consent, which nobody can unsubscribe from, and none
     * where it is not configured under what address customers reach us.
     */
    public Optional<String> to(UUID customer, Category category) {
        return base.filter(url -> category.needsGrant()).map(url -> url + PATH + token(customer, category.word()));
    }

    String token(UUID customer, String category) {
        return key.seal(PATH, customer + "." + category);
    }

    /** What a token that we gave out is about; nothing for any other. */
    Optional<Subscription> subscription(String token) {
        return key.open(PATH, token).map(TEXT::matcher).filter(Matcher::matches)
                .flatMap(text -> Category.named(text.group(2))
                        .map(purpose -> new Subscription(UUID.fromString(text.group(1)), purpose)));
    }

    /** That we write to a customer for a purpose; it may have been merged or erased since. */
    record Subscription(UUID customer, Category purpose) {}
}
