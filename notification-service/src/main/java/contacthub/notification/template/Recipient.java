package contacthub.notification.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

import contacthub.notification.customer.Customer;
import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Preferences;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.RoundTrip;

/**
 * Whom a text is written for.
 *
 * @param language the one they read, by their own wish before anything else; null where nobody knows
 */
public record Recipient(String language, Addressee addressee) {

    static final Recipient UNKNOWN = new Recipient(null, Addressee.UNKNOWN);

    /** A customer under one of its ids; a 404 problem where it is not known. */
    public static Recipient of(Connection connection, Whole customer, UUID id) throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Answer<Optional<Customer>> found = trip.with(Customers.known(customer, id));
        RoundTrip.Answer<Preferences> preferences = trip.with(Preferences.standing(customer));
        trip.go(connection);
        Customer known = found.get().orElseThrow(() -> Customers.missing(id.toString()));
        return new Recipient(preferences.get().language().orElse(known.language()),
                new Addressee(known.name(), preferences.get().isInformal()));
    }
}
