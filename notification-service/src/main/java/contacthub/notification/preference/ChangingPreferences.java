package contacthub.notification.preference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import contacthub.contracts.Event;
import contacthub.contracts.PreferenceFact;
import contacthub.notification.customer.Customers;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.web.Problem;

/** An operator, or the customer through one, says what the customer likes. */
@ApplicationScoped
class ChangingPreferences {

    static final String SOURCE = "/notification-service";

    private static final String ENSURE = """
            INSERT INTO preference (customer, version, changed_at) VALUES (?1, 0, now()) ON CONFLICT DO NOTHING""";

    private final Customers customers;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    ChangingPreferences(Customers customers, Outbox outbox, Ids ids, Clock clock) {
        this.customers = customers;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Merges the patch into what is known, if that is still of the expected version; what changed becomes a fact. */
    @Transactional
    Preferences change(String ref, PreferencesPatch patch, OptionalLong expected, String operator) {
        Preferences preferences = locked(customers.changeable(ref));
        if (expected.isPresent() && expected.getAsLong() != preferences.version) {
            throw Problem.changedMeanwhile("The preferences are at version " + preferences.version + " by now.");
        }
        List<PreferenceFact.Changed> changes = apply(preferences, patch, operator);
        if (!changes.isEmpty()) {
            preferences.version++;
            preferences.changedAt = clock.instant();
            outbox.publish(changes.stream().<Event<?>>map(change -> event(change, preferences.customer)).toList());
        }
        return preferences;
    }

    /** The row of the customer itself, saying what holds of it with all who are part of it. */
    private static Preferences locked(Whole customer) {
        Preferences.getEntityManager().createNativeQuery(ENSURE).setParameter(1, customer.root()).executeUpdate();
        Preferences own = Preferences.findById(customer.root(), LockModeType.PESSIMISTIC_WRITE);
        if (customer.parts().size() > 1) {
            Preferences whole = Preferences.of(customer);
            own.take(whole);
            own.version = whole.version;
        }
        return own;
    }

    private static List<PreferenceFact.Changed> apply(Preferences preferences, PreferencesPatch patch,
            String operator) {
        boolean wished = wish(preferences, patch);
        List<PreferenceFact.Changed> changes = new ArrayList<>();
        patch.orders().forEach((category, channels) -> {
            if (reorder(preferences, category, channels)) {
                changes.add(fact(preferences, category, operator));
            }
        });
        if (wished && changes.stream().noneMatch(change -> change.category() == null)) {
            changes.add(fact(preferences, Preferences.GENERAL, operator));
        }
        return changes;
    }

    /** Whether anything changed by it. */
    private static boolean wish(Preferences preferences, PreferencesPatch patch) {
        boolean changed = false;
        for (Map.Entry<Wish, Optional<String>> wanted : patch.wishes().entrySet()) {
            String value = wanted.getValue().orElse(null);
            changed |= !Objects.equals(wanted.getKey().of(preferences), value);
            wanted.getKey().set(preferences, value);
        }
        return changed;
    }

    private static boolean reorder(Preferences preferences, String category, List<String> channels) {
        String[] before = preferences.orders.getOrDefault(category, new String[0]);
        if (Arrays.asList(before).equals(channels)) {
            return false;
        }
        if (channels.isEmpty()) {
            preferences.orders.remove(category);
        } else {
            preferences.orders.put(category, channels.toArray(String[]::new));
        }
        return true;
    }

    private static PreferenceFact.Changed fact(Preferences preferences, String category, String operator) {
        String[] channels = preferences.orders.getOrDefault(category, new String[0]);
        return new PreferenceFact.Changed(category.equals(Preferences.GENERAL) ? null : category, List.of(channels),
                preferences.language, operator, wishes(preferences));
    }

    /** What is wished for beside the language; nothing where that is nothing. */
    private static PreferenceFact.Wishes wishes(Preferences preferences) {
        var wishes = new PreferenceFact.Wishes(preferences.zone,
                preferences.quietHours().map(QuietHours::told).orElse(null), preferences.phone, preferences.messenger,
                preferences.formOfAddress);
        return wishes.equals(PreferenceFact.Wishes.NONE) ? null : wishes;
    }

    private Event<PreferenceFact.Changed> event(PreferenceFact.Changed change, UUID customer) {
        return Event.of(change, ids.next().toString(), SOURCE, customer.toString(), clock.instant());
    }
}
