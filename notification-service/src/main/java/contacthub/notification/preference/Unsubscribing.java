package contacthub.notification.preference;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Consents.Standing;
import contacthub.notification.preference.UnsubscribeLinks.Subscription;
import contacthub.runtime.sql.Transactions;

/** A customer takes back by a link that we may write by e-mail for a purpose; doing it again changes nothing. */
@ApplicationScoped
class Unsubscribing {

    private static final String SOURCE = "unsubscribe-link";

    private final Customers customers;
    private final RecordingConsent recording;
    private final Transactions transactions;

    Unsubscribing(Customers customers, RecordingConsent recording, Transactions transactions) {
        this.customers = customers;
        this.recording = recording;
        this.transactions = transactions;
    }

    /** Whether there is anything to take back. */
    enum State {
        SUBSCRIBED, UNSUBSCRIBED, ERASED
    }

    /** As it is now, of the customer or of whom it was merged into. */
    @Transactional
    State state(Subscription subscription) {
        return customers.held(subscription.customer())
                .map(customer -> state(customer, subscription.purpose())).orElse(State.ERASED);
    }

    /** Adds the withdrawal to the ledger where it is not the last word already; answers what holds then. */
    @Transactional
    State withdraw(Subscription subscription) {
        Optional<UUID> customer = customers.held(subscription.customer());
        if (customer.isEmpty()) {
            return State.ERASED;
        }
        if (state(customer.get(), subscription.purpose()) == State.SUBSCRIBED) {
            recording.add(customer.get(), new RecordingConsent.Said(subscription.purpose().word(),
                    PreferenceChannel.EMAIL.word(), RecordingConsent.WITHDRAWN, null, SOURCE, null), null);
        }
        return State.UNSUBSCRIBED;
    }

    private State state(UUID customer, Category purpose) {
        Optional<Standing> standing = transactions.inCurrent(connection -> Consents.of(connection, List.of(customer)))
                .standing(customer, purpose, PreferenceChannel.EMAIL);
        return standing.filter(Standing.WITHDRAWN::equals).isPresent() ? State.UNSUBSCRIBED : State.SUBSCRIBED;
    }
}
