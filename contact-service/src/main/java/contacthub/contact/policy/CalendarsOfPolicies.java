package contacthub.contact.policy;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.CalendarUse;
import contacthub.runtime.sql.Transactions;

/** A policy keeps the calendars it counts on from being deleted. */
@ApplicationScoped
class CalendarsOfPolicies implements CalendarUse {

    private final Transactions transactions;
    private final StoredPolicies stored;

    CalendarsOfPolicies(Transactions transactions, StoredPolicies stored) {
        this.transactions = transactions;
        this.stored = stored;
    }

    @Override
    public List<String> of(String calendar) {
        return transactions.inOne(connection -> new PolicyBook(stored.all(connection)).at(stored.lock(connection)))
                .stream().filter(policy -> policy.calendars().contains(calendar))
                .map(policy -> "policy " + policy.name())
                .toList();
    }
}
