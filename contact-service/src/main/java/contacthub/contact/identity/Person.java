package contacthub.contact.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One customer while claims are matched: the addresses held so far, and into whom it was merged on the way. */
final class Person {

    final UUID id;
    final boolean stored;
    final String segment;
    final String language;
    final List<Held> held = new ArrayList<>();
    private Person master;

    /** An address and since when it is the customer's. */
    record Held(String type, String value, Instant since) {}

    /**
     * A customer.
     *
     * @param stored false for one that this batch is the first to see
     */
    Person(UUID id, boolean stored, String segment, String language) {
        this.id = id;
        this.stored = stored;
        this.segment = segment;
        this.language = language;
    }

    /** The customer it is part of by now; itself where it was not merged. */
    Person root() {
        return master == null ? this : master.root();
    }

    void gain(NormalAddress address, Instant at) {
        held.add(new Held(address.type(), address.value(), at));
    }

    void join(Person into) {
        master = into;
        into.held.addAll(held);
    }

    /** Which of the two stays: one that is stored already, and of two such the older. */
    Person elder(Person other) {
        if (stored != other.stored) {
            return stored ? this : other;
        }
        return id.compareTo(other.id) <= 0 ? this : other;
    }
}
