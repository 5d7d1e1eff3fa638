package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CardField.Side;
import contacthub.contact.identity.MergeLedger.Locked;
import contacthub.contact.identity.Merged.Change;
import contacthub.contracts.CustomerFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.web.Problem;

/**
 * Makes two customers one: moves addresses, completes the master's card and leaves a redirect (spec 25, rule 5). All of it
 * is written down, so that {@link Undoing} can take back exactly that.
 */
@ApplicationScoped
public class Merges {

    private static final String MOVE = """
            WITH moved AS (UPDATE address SET customer_id = ? WHERE customer_id = ? RETURNING id)
            INSERT INTO merge_address (merge_id, address_id) SELECT ?, id FROM moved""";

    private final Ids ids;
    private final Clock clock;
    private final Candidates candidates;
    private final CustomerNews news;
    private final ToCompare toCompare;

    Merges(Ids ids, Clock clock, Candidates candidates, CustomerNews news, ToCompare toCompare) {
        this.ids = ids;
        this.clock = clock;
        this.candidates = candidates;
        this.news = news;
        this.toCompare = toCompare;
    }

    /**
     * A merge somebody asks for, or the hub itself.
     *
     * @param version the master's, where the caller knows it
     * @param fields by field a strategy or the id of the customer whose value holds; fields left out go by default
     * @param operator null for the hub
     */
    public record Wanted(UUID master, UUID other, OptionalLong version, Map<String, String> fields, String operator,
            String because) {}

    /** Merges in the transaction of this connection; a problem where one of the two is gone or has changed. */
    public Merged merge(Connection connection, Wanted wanted) throws SQLException {
        Map<UUID, Locked> two = MergeLedger.lock(connection, List.of(wanted.master, wanted.other));
        Locked master = live(two, wanted.master);
        Locked other = live(two, wanted.other);
        if (wanted.version.isPresent() && wanted.version.getAsLong() != master.version()) {
            throw Problem
                    .changedMeanwhile("Customer " + wanted.master + " is at version " + master.version() + " by now.");
        }
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Change> fields = changes(wanted, master.side(), other.side());
        MergeLedger.write(connection, wanted.master, fields, told(fields, master.side(), other.side()));
        CustomerRef.ensureOwnAddresses(connection, List.of(wanted.other));
        move(connection, id, wanted);
        long version = MergeLedger.redirect(connection, wanted.other, wanted.master);
        MergeLedger.note(connection, id, wanted, now, fields);
        candidates.close(connection, wanted.master, wanted.other, Candidates.MERGED, wanted.operator);
        news.tell(connection, new CustomerFact.Merged(wanted.other.toString(), wanted.master.toString(), version,
                id.toString()), List.of(wanted.other, wanted.master), now);
        news.changed(connection, fields.isEmpty() ? List.of() : List.of(wanted.master));
        toCompare.add(connection, List.of(wanted.master, wanted.other));
        return new Merged(id, wanted.master, wanted.other, now, wanted.operator, wanted.because, fields,
                MergeLedger.brought(connection, id), null, null, null);
    }

    private static Locked live(Map<UUID, Locked> two, UUID id) {
        Locked customer = two.get(id);
        if (customer == null) {
            throw Problem.notFound("There is no customer " + id + ".");
        }
        if (customer.mergedInto() != null) {
            throw Problem.conflict("Customer " + id + " is merged into " + customer.mergedInto() + " already.");
        }
        customer.refuseErased();
        return customer;
    }

    private static Map<String, Change> changes(Wanted wanted, Side master, Side other) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (CardField field : CardField.values()) {
            String strategy = wanted.operator == null
                    ? CardField.FIRST_SAID
                    : wanted.fields.getOrDefault(field.column(), CardField.DEFAULT);
            String before = master.value(field);
            String after = field.choose(strategy, master, other);
            if (!Objects.equals(before, after)) {
                changes.put(field.column(), new Change(before, after));
            }
        }
        return changes;
    }

    private static Map<String, Instant> told(Map<String, Change> changes, Side master, Side other) {
        Map<String, Instant> told = new TreeMap<>();
        for (CardField field : CardField.values()) {
            Change change = changes.get(field.column());
            Instant at = field.told(change == null ? master.value(field) : change.after(), master, other);
            if (at != null) {
                told.put(field.column(), at);
            }
        }
        return told;
    }

    private static void move(Connection connection, UUID id, Wanted wanted) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setObject(1, wanted.master);
            update.setObject(2, wanted.other);
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

}
