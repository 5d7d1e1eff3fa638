package contacthub.contact.merge;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.customer.Customer;
import contacthub.contact.customer.Customers;
import contacthub.contact.identity.CardField;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.MergeLedger;
import contacthub.contact.identity.Merged;
import contacthub.contact.identity.Merges;
import contacthub.contact.identity.Merges.Wanted;
import contacthub.contact.identity.Undoing;
import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/** Merges and undoes what operators ask for, all of it or nothing; a preview is a merge that is rolled back. */
@ApplicationScoped
class Merging {

    private static final int ATTEMPTS = 5;

    private final Transactions transactions;
    private final CustomerRef refs;
    private final Merges merges;
    private final Undoing undoing;
    private final Customers customers;

    Merging(Transactions transactions, CustomerRef refs, Merges merges, Undoing undoing, Customers customers) {
        this.transactions = transactions;
        this.refs = refs;
        this.merges = merges;
        this.undoing = undoing;
        this.customers = customers;
    }

    /**
     * What an operator asks for.
     *
     * @param customers two references, ids or {@code type:value}
     * @param master which of the two stays; the one first seen where not given
     * @param fields by field of the card: default, non-empty, most-recent, oldest, sum or the id of one of the two
     * @param preview true shows what would be, without effect
     */
    record Asked(List<String> customers, String master, Map<String, String> fields, Boolean preview, String because) {

        boolean isPreview() {
            return Boolean.TRUE.equals(preview);
        }
    }

    /** A merge and the customer that came out of it; without an id while it is only a preview. */
    record Result(Merged merge, Customer customer, boolean preview) {}

    Result merge(Asked asked, OptionalLong version, String operator) {
        Wanted wanted = wanted(asked, version, operator);
        return asked.isPreview() ? preview(wanted) : again(() -> transactions.inOne(connection -> {
            Merged merge = merges.merge(connection, wanted);
            return new Result(merge, customers.byIds(connection, List.of(wanted.master())).get(0), false);
        }));
    }

    private Result preview(Wanted wanted) {
        try {
            return again(() -> transactions.inNew(connection -> {
                Merged merge = merges.merge(connection, wanted);
                throw new Shown(new Result(merge, customers.byIds(connection, List.of(wanted.master())).get(0), true));
            }));
        } catch (Shown shown) {
            return shown.result;
        }
    }

    /** The merges a customer had part in, newest first. */
    Page<Merged> of(String ref) {
        List<UUID> all = refs.all(ref);
        List<Merged> found = transactions.inCurrent(connection -> MergeLedger.of(connection, all));
        return Page.of(found, Math.max(1, found.size()), merge -> merge.id().toString(), "/api/v1/merges");
    }

    Merged undo(UUID merge, String operator) {
        return again(() -> transactions.inOne(connection -> undoing.undo(connection, merge, operator)));
    }

    private Wanted wanted(Asked asked, OptionalLong version, String operator) {
        if (asked == null || asked.customers == null || asked.customers.size() != 2
                || asked.customers.stream().anyMatch(ref -> ref == null || ref.indexOf('\0') >= 0)) {
            throw Problem.invalid("customers", "must be two references, each an id or type:value");
        }
        UUID one = refs.customer(asked.customers.get(0));
        UUID two = refs.customer(asked.customers.get(1));
        if (one.equals(two)) {
            throw Problem.conflict("Both references are to one customer, " + one + ".");
        }
        UUID master = asked.master == null ? elder(one, two) : refs.customer(asked.master);
        if (!Set.of(one, two).contains(master)) {
            throw Problem.invalid("master", "must be one of the two customers");
        }
        Map<String, String> fields = asked.fields == null ? Map.of() : asked.fields;
        fields.forEach((field, strategy) -> check(field, strategy, one, two));
        return new Wanted(master, master.equals(one) ? two : one, version, fields, operator,
                asked.because == null ? "an operator merged them" : asked.because);
    }

    /** Ids are in the order in which customers were first seen. */
    private static UUID elder(UUID one, UUID two) {
        return one.compareTo(two) <= 0 ? one : two;
    }

    private static void check(String field, String strategy, UUID one, UUID two) {
        if (!CardField.names().contains(field)) {
            throw Problem.invalid("fields." + field, "must be one of " + CardField.names());
        }
        boolean whose = strategy != null && (strategy.equals(one.toString()) || strategy.equals(two.toString()));
        if (!whose && (strategy == null || !CardField.allows(field, strategy))) {
            throw Problem.invalid("fields." + field,
                    "must be default, non-empty, most-recent, oldest, sum (of texts) or the id of one of the two");
        }
    }

    /** Tries anew where another transaction was in the way. */
    private static <T> T again(java.util.function.Supplier<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                return work.get();
            } catch (DatabaseFailure failure) {
                if (attempt == ATTEMPTS || !DatabaseFailure.isPassing(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Carries a preview out of the transaction that is thereby rolled back. */
    private static final class Shown extends RuntimeException {

        private final transient Result result;

        Shown(Result result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
