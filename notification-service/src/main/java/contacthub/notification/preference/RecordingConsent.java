package contacthub.notification.preference;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.contracts.ConsentFact;
import contacthub.contracts.Event;
import contacthub.notification.customer.Customers;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** A customer allows something or takes it back: one more row of the ledger, and a fact. */
@ApplicationScoped
class RecordingConsent {

    static final String GRANTED = "granted";
    static final String WITHDRAWN = "withdrawn";

    private static final int LONGEST = 500;

    private final Customers customers;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    RecordingConsent(Customers customers, Outbox outbox, Ids ids, Clock clock) {
        this.customers = customers;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What the customer said.
     *
     * @param purpose a category
     * @param status granted or withdrawn
     * @param wording the version of the words the customer was shown
     * @param source where it was said, such as a form or a call
     * @param at when, where that was not now
     */
    record Said(String purpose, String channel, String status, String wording, String source, Instant at) {}

    @Transactional
    Consent record(String ref, Said said, String operator) {
        check(said);
        return add(customers.changeable(ref).root(), said, operator);
    }

    /** The same of what was checked, for a customer that the caller holds in its transaction. */
    Consent add(UUID customer, Said said, String operator) {
        Consent consent = row(customer, said, operator);
        consent.persist();
        outbox.publish(Event.of(fact(consent), ids.next().toString(), ChangingPreferences.SOURCE,
                customer.toString(), consent.givenAt));
        return consent;
    }

    /** The same, unless this very word of the customer is in the ledger already. */
    @Transactional
    void recordOnce(String ref, Said said, String operator) {
        check(said);
        if (!Consent.isKnown(customers.changeable(ref).parts(), said)) {
            record(ref, said, operator);
        }
    }

    private Consent row(UUID customer, Said said, String operator) {
        Consent consent = new Consent();
        consent.id = ids.next();
        consent.customer = customer;
        consent.purpose = said.purpose();
        consent.channel = said.channel();
        consent.status = said.status();
        consent.givenAt = said.at() == null ? clock.instant() : said.at();
        consent.wording = said.wording();
        consent.source = said.source();
        consent.operator = operator;
        return consent;
    }

    private static ConsentFact fact(Consent consent) {
        return consent.status.equals(GRANTED)
                ? new ConsentFact.Granted(consent.purpose, consent.channel, consent.wording, consent.source,
                        consent.operator)
                : new ConsentFact.Withdrawn(consent.purpose, consent.channel, consent.wording, consent.source,
                        consent.operator);
    }

    private void check(Said said) {
        if (said == null) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        List<FieldError> errors = new ArrayList<>();
        unless(Category.named(said.purpose()).isPresent(), "purpose", "must be one of " + Category.names(), errors);
        unless(PreferenceChannel.named(said.channel()).isPresent(), "channel",
                "must be one of " + PreferenceChannel.names(), errors);
        unless(GRANTED.equals(said.status()) || WITHDRAWN.equals(said.status()), "status",
                "must be granted or withdrawn", errors);
        text("wording", said.wording(), errors);
        text("source", said.source(), errors);
        unless(isPast(said.at()), "at", "must be a time between 1900 and now", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private boolean isPast(Instant at) {
        return at == null || !at.isAfter(clock.instant()) && at.isAfter(Instant.parse("1900-01-01T00:00:00Z"));
    }

    private static void text(String field, String text, List<FieldError> errors) {
        unless(text == null || text.length() <= LONGEST, field, "must be at most " + LONGEST + " characters", errors);
        Storable.Check.flaw(text).ifPresent(flaw -> errors.add(new FieldError(field, flaw)));
    }

    private static void unless(boolean right, String field, String reason, List<FieldError> errors) {
        if (!right) {
            errors.add(new FieldError(field, reason));
        }
    }
}
