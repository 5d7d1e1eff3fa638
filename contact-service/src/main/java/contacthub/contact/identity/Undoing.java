package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CardField.Side;
import contacthub.contact.identity.MergeLedger.Locked;
import contacthub.contact.identity.Merged.Change;
import contacthub.contact.identity.Merged.Stayed;
import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.runtime.web.Problem;

/** Makes two customers of one again: takes back exactly what a merge brought and nobody changed since (spec 25, rule 6). */
@ApplicationScoped
public class Undoing {

    /** What goes back was not brought any more by the later merges on its way either. */
    private static final String MOVE_BACK = """
            WITH RECURSIVE way (id, merged_into) AS (
                SELECT id, merged_into FROM customer WHERE id = ?
                UNION SELECT c.id, c.merged_into FROM way JOIN customer c ON c.id = way.merged_into),
            moved AS (
                UPDATE address a SET customer_id = ? FROM merge_address m
                WHERE m.merge_id = ? AND a.id = m.address_id AND a.customer_id = ?
                RETURNING a.id, a.type, a.value, a.name),
            forgotten AS (
                DELETE FROM merge_address x USING moved, merge m
                WHERE x.address_id = moved.id AND x.merge_id = m.id AND m.undone_at IS NULL
                    AND m.other IN (SELECT id FROM way WHERE merged_into IS NOT NULL))
            SELECT type, value, name FROM moved ORDER BY type, value""";
    private static final String ELSEWHERE = """
            SELECT a.type, a.value FROM merge_address m JOIN address a ON a.id = m.address_id
            WHERE m.merge_id = ? AND a.customer_id <> ? AND a.type <> 'customer' ORDER BY a.type, a.value""";

    private final Clock clock;
    private final Candidates candidates;
    private final CustomerNews news;
    private final ToCompare toCompare;

    Undoing(Clock clock, Candidates candidates, CustomerNews news, ToCompare toCompare) {
        this.clock = clock;
        this.candidates = candidates;
        this.news = news;
        this.toCompare = toCompare;
    }

    /**
     * Undoes a merge in the transaction of this connection: brings back the addresses that are still where it took them,
     * and the fields that still have the value it gave them.
     */
    public Merged undo(Connection connection, UUID id, String operator) throws SQLException {
        Merged merge = MergeLedger.one(connection, id);
        if (merge.undoneAt() != null) {
            throw Problem.conflict("The merge was undone at " + merge.undoneAt() + " already.");
        }
        UUID root = CustomerRef.root(connection, merge.master());
        Map<UUID, Locked> locked = MergeLedger.lock(connection, List.of(merge.master(), merge.other(), root));
        if (!CustomerRef.root(connection, merge.master()).equals(root)) {
            throw new SQLException("another merge was quicker", "40001");
        }
        locked.values().forEach(Locked::refuseErased);
        List<Stayed> stayed = new ArrayList<>();
        Map<String, Change> turned = unchanged(merge, locked.get(merge.master()).side(), stayed);
        takeBack(connection, merge.master(), locked.get(merge.master()).side(), turned);
        List<Address> back = moveBack(connection, merge, root);
        elsewhere(connection, merge, stayed);
        if (!root.equals(merge.master())) {
            stayed.add(new Stayed("card of " + root, "merged on since; its fields stay until that merge is undone"));
        }
        long version = MergeLedger.redirect(connection, merge.other(), null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        MergeLedger.undone(connection, id, now, operator, stayed);
        candidates.part(connection, root, merge.other(), operator, now);
        news.tell(connection,
                new CustomerFact.Unmerged(merge.other().toString(), root.toString(), version, id.toString(),
                        back),
                List.of(merge.other(), root), now);
        news.changed(connection, turned.isEmpty() ? List.of() : List.of(merge.master()));
        toCompare.add(connection, List.of(root, merge.other()));
        return new Merged(id, merge.master(), merge.other(), merge.at(), merge.operator(), merge.because(),
                merge.fields(), back, now, operator, stayed);
    }

    /** The fields that nobody has changed since, turned round; the others are told of. */
    private static Map<String, Change> unchanged(Merged merge, Side master, List<Stayed> stayed) {
        Map<String, Change> unchanged = new LinkedHashMap<>();
        merge.fields().forEach((field, change) -> {
            if (Objects.equals(master.card().get(field), change.after())) {
                unchanged.put(field, new Change(change.after(), change.before()));
            } else {
                stayed.add(new Stayed("field " + field, "changed since the merge"));
            }
        });
        return unchanged;
    }

    /** What an operator gave back is as if an operator had said it. */
    private static void takeBack(Connection connection, UUID master, Side side, Map<String, Change> fields)
            throws SQLException {
        if (!fields.isEmpty()) {
            Map<String, Instant> told = new TreeMap<>(side.told());
            told.keySet().removeAll(fields.keySet());
            MergeLedger.write(connection, master, fields, told);
        }
    }

    private static List<Address> moveBack(Connection connection, Merged merge, UUID root) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_BACK)) {
            update.setObject(1, merge.master());
            update.setObject(2, merge.other());
            update.setObject(3, merge.id());
            update.setObject(4, root);
            return MergeLedger.addresses(update).stream().filter(address -> !address.type().equals("customer"))
                    .toList();
        }
    }

    private static void elsewhere(Connection connection, Merged merge, List<Stayed> stayed) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ELSEWHERE)) {
            select.setObject(1, merge.id());
            select.setObject(2, merge.other());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stayed.add(new Stayed("address " + Address.of(row.getString(1), row.getString(2)).ref(),
                            "belongs to another customer since"));
                }
            }
        }
    }
}
