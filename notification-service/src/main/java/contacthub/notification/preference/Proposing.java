package contacthub.notification.preference;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Learned.Proposal;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Proposes what was learned of a customer, for a person to confirm or decline. What was declined is proposed no more. */
@ApplicationScoped
class Proposing {

    private static final String DECLINED = """
            SELECT wish || ' ' || value FROM declined_proposal WHERE customer = ANY (?)""";
    private static final String DECLINE = """
            INSERT INTO declined_proposal (customer, wish, value, operator) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final Customers customers;
    private final ChangingPreferences changing;
    private final Transactions transactions;
    private final ZoneId zone;
    private final Clock clock;

    Proposing(Customers customers, ChangingPreferences changing, Transactions transactions,
            @ConfigProperty(name = "hub.decision.zone") ZoneId zone, Clock clock) {
        this.customers = customers;
        this.changing = changing;
        this.transactions = transactions;
        this.zone = zone;
        this.clock = clock;
    }

    /** What could be confirmed now; a 404 problem where there is no such customer. */
    List<Proposal> of(String ref) {
        return of(customers.whole(ref));
    }

    private List<Proposal> of(Whole customer) {
        Preferences preferences = Preferences.of(customer);
        return transactions.inCurrent(connection -> {
            Set<String> declined = declined(connection, customer.parts());
            return new Learned(Habits.of(connection, customer.parts()), preferences)
                    .proposals(preferences.zone().orElse(zone), clock.instant()).stream()
                    .filter(proposal -> !declined.contains(proposal.wish() + " " + proposal.value())).toList();
        });
    }

    /** Makes a preference of it; a 404 problem where nothing such is proposed. */
    @Transactional
    Preferences confirm(String ref, String wish, String operator) {
        Proposal proposal = proposal(customers.changeable(ref), wish);
        PreferencesPatch patch = PreferencesPatch.read(proposal.value().getBytes(StandardCharsets.UTF_8));
        return changing.change(ref, patch, OptionalLong.empty(), operator);
    }

    /** Proposes it no more; a 404 problem where nothing such is proposed. */
    @Transactional
    void decline(String ref, String wish, String operator) {
        Whole customer = customers.changeable(ref);
        Proposal proposal = proposal(customer, wish);
        transactions.inCurrent(connection -> decline(connection, customer.root(), proposal, operator));
    }

    private Proposal proposal(Whole customer, String wish) {
        return of(customer).stream().filter(proposal -> proposal.wish().equals(wish)).findFirst()
                .orElseThrow(() -> Problem.notFound("Nothing is proposed about " + wish + "."));
    }

    private static int decline(Connection connection, UUID customer, Proposal proposal, String operator)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DECLINE)) {
            insert.setObject(1, customer);
            insert.setString(2, proposal.wish());
            insert.setString(3, proposal.value());
            insert.setString(4, operator);
            return insert.executeUpdate();
        }
    }

    private static Set<String> declined(Connection connection, List<UUID> parts) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DECLINED)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            Set<String> declined = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    declined.add(row.getString(1));
                }
            }
            return declined;
        }
    }
}
