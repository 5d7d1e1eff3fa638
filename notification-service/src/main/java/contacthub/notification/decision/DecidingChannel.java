package contacthub.notification.decision;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.contracts.Address;
import contacthub.notification.customer.Customer;
import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.Preferences;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Transactions;

/** Gathers what a decision depends on and lets the rule decide; sends nothing. */
@ApplicationScoped
class DecidingChannel {

    private final Customers customers;
    private final DecisionSettings settings;
    private final Transactions transactions;

    DecidingChannel(Customers customers, DecisionSettings settings, Transactions transactions) {
        this.customers = customers;
        this.settings = settings;
        this.transactions = transactions;
    }

    @Transactional
    Decision decide(UUID id, Category category, boolean critical) {
        Customer customer = customers.known(id);
        return ChannelRule.decide(transactions.inCurrent(connection -> situation(connection, customer, category,
                critical)));
    }

    private Situation situation(Connection connection, Customer customer, Category category, boolean critical)
            throws SQLException {
        return new Situation(category, critical, suppressed(connection, customer.addresses()),
                consents(connection, customer.id(), category), orders(customer, category),
                reachable(customer.addresses()));
    }

    /** A channel is suppressed when all of its addresses are. */
    private static Map<PreferenceChannel, String> suppressed(Connection connection, List<Address> addresses)
            throws SQLException {
        Suppressions suppressions = Suppressions.among(connection, addresses);
        Map<PreferenceChannel, String> suppressed = new EnumMap<>(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            Collection<Address> own = channel.among(addresses);
            List<String> reasons = own.stream().map(suppressions::of).flatMap(Optional::stream).toList();
            if (!own.isEmpty() && reasons.size() == own.size()) {
                suppressed.put(channel, reasons.get(0));
            }
        }
        return suppressed;
    }

    private static Map<PreferenceChannel, Consents.Standing> consents(Connection connection, UUID customer,
            Category category) throws SQLException {
        Consents all = Consents.of(connection, List.of(customer));
        Map<PreferenceChannel, Consents.Standing> consents = new EnumMap<>(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            all.standing(customer, category, channel).ifPresent(standing -> consents.put(channel, standing));
        }
        return consents;
    }

    private Map<Level, List<PreferenceChannel>> orders(Customer customer, Category category) {
        Preferences preferences = Preferences.of(new Whole(customer.id(), customers.parts(customer.id())));
        Map<Level, List<PreferenceChannel>> orders = new EnumMap<>(Level.class);
        orders.put(Level.CRITICAL, settings.criticalOrder());
        orders.put(Level.CATEGORY_PREFERENCE, preferences.forCategory(category));
        orders.put(Level.CHANNEL_PREFERENCE, preferences.general());
        orders.put(Level.SEGMENT_DEFAULT, customer.segments().stream()
                .map(segment -> settings.segmentOrder().getOrDefault(segment, List.of()))
                .flatMap(List::stream).toList());
        orders.put(Level.SYSTEM_DEFAULT, settings.systemOrder());
        return orders;
    }

    private static Set<PreferenceChannel> reachable(List<Address> addresses) {
        Set<PreferenceChannel> reachable = EnumSet.noneOf(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            if (!channel.among(addresses).isEmpty()) {
                reachable.add(channel);
            }
        }
        return reachable;
    }
}
