package contacthub.notification.decision;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import contacthub.contracts.Address;
import contacthub.notification.customer.Customer;
import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.Preferences;
import contacthub.notification.preference.QuietHours;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.RoundTrip;
import contacthub.runtime.sql.Transactions;

/** Gathers what a decision depends on and lets the rule decide; sends nothing. */
@ApplicationScoped
public class DecidingChannel {

    private final DecisionSettings settings;
    private final QuietHours ourQuietHours;
    private final Transactions transactions;
    private final Timer times;

    DecidingChannel(DecisionSettings settings, Transactions transactions, MeterRegistry meters) {
        this.settings = settings;
        this.ourQuietHours = QuietHours.daily(settings.quietHours().orElse(""));
        this.transactions = transactions;
        this.times = Timer.builder("hub.decision").description("Deciding on a channel, with all that is read for it")
                .publishPercentileHistogram().minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(1)).register(meters);
    }

    /**
     * What is to be decided.
     *
     * @param at when it is to be sent
     * @param means what there is to send it with
     * @param notification the one it is asked for, which no cap counts; null where there is none yet
     */
    public record Question(UUID customer, Category category, boolean critical, Instant at, Means means,
            UUID notification) {

        /** Of something that is not to be sent, by whatever means. */
        public static Question supposed(UUID customer, Category category, boolean critical, Instant at) {
            return new Question(customer, category, critical, at, Means.ALL, null);
        }
    }

    /** What is known of a customer that matters here. */
    private record Known(Customer customer, Preferences preferences, Consents consents, Suppressions suppressions,
            Caps caps) {}

    /** In the transaction at hand, if there is one; a 404 problem where there is no such customer. */
    public Decision decide(Question question) {
        return times.record(() -> transactions.inCurrent(connection -> decide(connection, question)));
    }

    /** Asks at once for what there is to know of most customers, who were never merged; again of those who were. */
    private Decision decide(Connection connection, Question question) throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Answer<Boolean> merged = trip.with(Redirects.merged(List.of(question.customer)));
        Whole whole = new Whole(question.customer, List.of(question.customer));
        Known known = known(connection, trip, whole, question);
        if (merged.get()) {
            whole = Redirects.of(connection, question.customer);
            known = known(connection, new RoundTrip(), whole, question);
        }
        if (known.customer == null) {
            throw Customers.missing(question.customer.toString());
        }
        return decide(whole, known, question);
    }

    private Known known(Connection connection, RoundTrip trip, Whole whole, Question question) throws SQLException {
        RoundTrip.Answer<Optional<Customer>> customer = trip.with(Customers.known(whole, whole.root()));
        RoundTrip.Answer<Preferences> preferences = trip.with(Preferences.standing(whole));
        RoundTrip.Answer<Consents> consents = trip.with(Consents.of(whole));
        RoundTrip.Answer<Suppressions> suppressions = trip.with(Suppressions.of(whole));
        RoundTrip.Answer<Caps> caps = trip
                .with(Caps.of(settings, whole.parts(), question.at, question.notification));
        trip.go(connection);
        return new Known(customer.get().orElse(null), preferences.get(), consents.get(), suppressions.get(),
                caps.get());
    }

    private Decision decide(Whole whole, Known known, Question question) {
        List<Address> all = Places.all(known.customer.addresses(), known.preferences);
        Places places = new Places(all, known.preferences, known.suppressions, question.means);
        Decision decision = ChannelRule.decide(new Situation(question.category, question.critical, question.at,
                places.suppressed(), standing(known.consents, whole, question.category),
                orders(known.customer, known.preferences, question.category), places.reachable(), places.without(),
                hours(known.preferences, places, question.at), known.caps));
        return decision.channel() == null ? decision : decision.to(places.first(decision.channel()));
    }

    private Hours hours(Preferences preferences, Places places, Instant at) {
        Zones.Known zone = Zones.of(preferences.zone(), places.of(PreferenceChannel.CALL), settings.zone(), at);
        return new Hours(preferences.quietHours().orElse(ourQuietHours), zone.zone(), zone.because());
    }

    private static Map<PreferenceChannel, Consents.Standing> standing(Consents all, Whole customer,
            Category category) {
        Map<PreferenceChannel, Consents.Standing> consents = new EnumMap<>(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            all.standing(customer.root(), category, channel).ifPresent(standing -> consents.put(channel, standing));
        }
        return consents;
    }

    private Map<Level, List<PreferenceChannel>> orders(Customer customer, Preferences preferences,
            Category category) {
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
}
