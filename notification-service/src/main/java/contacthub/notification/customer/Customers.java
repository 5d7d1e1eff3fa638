package contacthub.notification.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Query;
import contacthub.runtime.sql.RoundTrip;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** The customers this service has heard of. */
@ApplicationScoped
public class Customers {

    /** The path template of a reference; an external number has a slash of its own, as in {@code external:shop/42}. */
    public static final String REF = "{customer: external:[^/]+/[^/]+|[^/]+}";

    private static final String BY_ID = "SELECT id FROM customer WHERE id = ?";
    private static final String ALIVE = "SELECT id FROM customer WHERE id = ? AND erased_at IS NULL FOR SHARE";
    private static final String HELD = """
            SELECT id FROM customer WHERE id = ? AND erased_at IS NULL FOR NO KEY UPDATE""";
    private static final String BY_ADDRESS = """
            SELECT customer FROM customer_address WHERE type = ? AND value = ? ORDER BY customer LIMIT 1""";
    private static final String KNOWN = """
            SELECT c.language, c.name, a.type, a.value, a.name,
                ARRAY(SELECT segment FROM customer_segment WHERE customer = ? ORDER BY segment)
            FROM customer c LEFT JOIN customer_address a ON a.customer = c.id
            WHERE c.id = ANY (?) ORDER BY c.id <> ?, c.id, a.name""";

    private final Transactions transactions;

    Customers(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The customer of any id it ever had, or of {@code type:value} of one of its addresses; a 404 problem where there is
     * none.
     */
    public UUID referred(String ref) {
        return whole(ref).root();
    }

    /** The same with all who are part of it. */
    public Whole whole(String ref) {
        return transactions.inCurrent(connection -> whole(connection, ref));
    }

    /** All who are part of a customer, itself among them. */
    public List<UUID> parts(UUID id) {
        return transactions.inCurrent(connection -> Redirects.of(connection, id)).parts();
    }

    /**
     * The same, for a change in the transaction at hand, which an erasure waits for; a 409 problem where the customer
     * was erased.
     */
    public Whole changeable(String ref) {
        Whole customer = whole(ref);
        if (transactions.inCurrent(connection -> first(connection, ALIVE, customer.root())).isEmpty()) {
            throw Problem.conflict("The customer was erased.");
        }
        return customer;
    }

    /**
     * The customer of any id it ever had, which until the end of the transaction at hand nobody else changes or erases;
     * nothing where it was erased.
     */
    public Optional<UUID> held(UUID id) {
        return transactions.inCurrent(connection -> first(connection, HELD, Redirects.of(connection, id).root()));
    }

    /** Everything known of a customer; a 404 problem where it is not known at all. */
    public Customer known(UUID id) {
        return transactions.inCurrent(connection -> known(Redirects.of(connection, id), id).ask(connection))
                .orElseThrow(() -> missing(id.toString()));
    }

    /** The same of a whole that was read before, under one of its ids; nothing where it is not known at all. */
    public static Query<Optional<Customer>> known(Whole whole, UUID id) {
        return new Query<>(KNOWN, List.of(id, whole.parts(), id),
                found -> found.next() ? Optional.of(known(id, found)) : Optional.empty());
    }

    /** The id that a reference names, whether or not there is such a customer; a 404 problem where it is of no address. */
    public UUID id(String ref) {
        return ref.indexOf(':') < 0
                ? parse(ref)
                : transactions.inCurrent(connection -> byAddress(connection, ref)).orElseThrow(() -> missing(ref));
    }

    /** Its own language and name, else those of a part; every address once. */
    private static Customer known(UUID id, ResultSet found) throws SQLException {
        Set<String> segments = new LinkedHashSet<>(List.of((String[]) found.getArray(6).getArray()));
        String language = null;
        String name = null;
        Map<String, Address> addresses = new TreeMap<>();
        do {
            language = language == null ? found.getString(1) : language;
            name = name == null ? found.getString(2) : name;
            if (found.getString(3) != null) {
                Address address = new Address(found.getString(3), found.getString(4), found.getString(5));
                addresses.putIfAbsent(address.ref(), address);
            }
        } while (found.next());
        return new Customer(id, language, name, List.copyOf(addresses.values()), segments);
    }

    private static Whole whole(Connection connection, String ref) throws SQLException {
        UUID id = ref.indexOf(':') < 0 ? parse(ref) : byAddress(connection, ref).orElseThrow(() -> missing(ref));
        RoundTrip trip = new RoundTrip();
        RoundTrip.Answer<Boolean> isThere = trip.with(new Query<>(BY_ID, List.of(id), ResultSet::next));
        RoundTrip.Answer<Boolean> merged = trip.with(Redirects.merged(List.of(id)));
        trip.go(connection);
        if (!isThere.get()) {
            throw missing(ref);
        }
        return merged.get() ? Redirects.of(connection, id) : new Whole(id, List.of(id));
    }

    /** The answer to those who name a customer that is not there. */
    public static Problem missing(String ref) {
        return Problem.notFound("There is no customer " + ref + ".");
    }

    private static Optional<UUID> byAddress(Connection connection, String ref) throws SQLException {
        int colon = ref.indexOf(':');
        String type = ref.substring(0, colon);
        if (!AddressType.isKnown(type) || ref.indexOf('\0') >= 0) {
            throw notRef();
        }
        String value = ref.substring(colon + 1);
        return first(connection, BY_ADDRESS, type, type.equals("email") ? value.toLowerCase(Locale.ROOT) : value);
    }

    private static UUID parse(String ref) {
        try {
            return UUID.fromString(ref);
        } catch (IllegalArgumentException e) {
            throw notRef();
        }
    }

    private static Problem notRef() {
        return Problem.invalid("customer", "must be a customer's id or type:value, such as phone:+79161234567");
    }

    private static Optional<UUID> first(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** The language of text that says none: Russian where it has Cyrillic letters. */
    public static Optional<String> languageOf(String text) {
        boolean cyrillic = text != null && text.codePoints()
                .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC);
        boolean latin = text != null && text.codePoints()
                .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
        return cyrillic ? Optional.of("ru") : latin ? Optional.of("en") : Optional.empty();
    }
}
