package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.identity.CardField.Side;
import contacthub.contact.identity.Merged.Change;
import contacthub.contact.identity.Merged.Stayed;
import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.web.Problem;

/**
 * Makes two customers one, and two again. A merge moves addresses, completes the master's card and leaves a redirect;
 * all of it is written down, so that an undo takes back exactly that and nothing anybody changed since (spec 25, rules
 * 5 and 6).
 */
@ApplicationScoped
public class Merges {

    private static final String SOURCE = "/contact-service";
    private static final String LOCK = """
            SELECT id, version, merged_into, erased_at, to_jsonb(c) AS card FROM customer c WHERE id = ANY (?)
            ORDER BY id FOR UPDATE""";
    private static final String MOVE = """
            WITH moved AS (UPDATE address SET customer_id = ? WHERE customer_id = ? RETURNING id)
            INSERT INTO merge_address (merge_id, address_id) SELECT ?, id FROM moved""";
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
    private static final String FILL = """
            UPDATE customer c SET (last_name, first_name, patronymic, birth_year, company, town, language, name_to_use,
                told, version) = (SELECT n.last_name, n.first_name, n.patronymic, n.birth_year, n.company, n.town,
                    n.language, n.name_to_use, ?::jsonb, c.version + 1 FROM jsonb_populate_record(c, ?::jsonb) n)
            WHERE id = ?""";
    private static final String REDIRECT = """
            UPDATE customer SET merged_into = ?, version = version + 1 WHERE id = ? RETURNING version""";
    private static final String NOTE = """
            INSERT INTO merge (id, master, other, at, operator, because, fields) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)""";
    private static final String ONE = "SELECT * FROM merge WHERE id = ? FOR UPDATE";
    private static final String UNDONE = """
            UPDATE merge SET undone_at = ?, undone_by = ?, stayed = ?::jsonb WHERE id = ?""";
    private static final String OF = """
            SELECT m.* FROM merge m WHERE m.master = ANY (?) OR m.other = ANY (?) ORDER BY m.id DESC LIMIT 200""";
    private static final String BROUGHT = """
            SELECT a.type, a.value, a.name FROM merge_address m JOIN address a ON a.id = m.address_id
            WHERE m.merge_id = ? AND a.type <> 'customer' ORDER BY a.created_at, a.id""";

    private final Ids ids;
    private final Clock clock;
    private final Outbox outbox;
    private final Candidates candidates;
    private final ChangedCards changed;

    Merges(Ids ids, Clock clock, Outbox outbox, Candidates candidates, ChangedCards changed) {
        this.ids = ids;
        this.clock = clock;
        this.outbox = outbox;
        this.candidates = candidates;
        this.changed = changed;
    }

    /**
     * A merge somebody asks for, or the hub itself.
     *
     * @param version the master's, where the caller knows it
     * @param fields by field a strategy or the id of the customer whose value holds; fields left out go by default
     * @param operator null for the hub
     */
    public record Wanted(UUID master, UUID other, Long version, Map<String, String> fields, String operator,
            String because) {}

    /** Merges in the transaction of this connection; a problem where one of the two is gone or has changed. */
    public Merged merge(Connection connection, Wanted wanted) throws SQLException {
        Map<UUID, Locked> two = lock(connection, List.of(wanted.master, wanted.other));
        Locked master = live(two, wanted.master);
        Locked other = live(two, wanted.other);
        if (wanted.version != null && wanted.version != master.version) {
            throw Problem
                    .changedMeanwhile("Customer " + wanted.master + " is at version " + master.version + " by now.");
        }
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Change> fields = changes(wanted, master.side, other.side);
        write(connection, wanted.master, fields, told(fields, master.side, other.side));
        CustomerRef.ensureOwnAddresses(connection, List.of(wanted.other));
        move(connection, id, wanted);
        long version = redirect(connection, wanted.other, wanted.master);
        note(connection, id, wanted, now, fields);
        candidates.close(connection, wanted.master, wanted.other, Candidates.MERGED, wanted.operator);
        tell(connection, new CustomerFact.Merged(wanted.other.toString(), wanted.master.toString(), version,
                id.toString()), List.of(wanted.other, wanted.master), now);
        changed.tell(connection, fields.isEmpty() ? List.of() : List.of(wanted.master));
        return new Merged(id, wanted.master, wanted.other, now, wanted.operator, wanted.because, fields,
                brought(connection, id), null, null, null);
    }

    private static Locked live(Map<UUID, Locked> two, UUID id) {
        Locked customer = two.get(id);
        if (customer == null) {
            throw Problem.notFound("There is no customer " + id + ".");
        }
        if (customer.mergedInto != null) {
            throw Problem.conflict("Customer " + id + " is merged into " + customer.mergedInto + " already.");
        }
        refuseErased(customer);
        return customer;
    }

    /** Who was erased is nobody any more: there is nothing to bring together or apart. */
    private static void refuseErased(Locked customer) {
        if (customer.erased) {
            throw Problem.conflict("Customer " + customer.side.id() + " was erased.");
        }
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

    /**
     * Undoes a merge in the transaction of this connection: brings back the addresses that are still where it took them,
     * and the fields that still have the value it gave them.
     */
    public Merged undo(Connection connection, UUID id, String operator) throws SQLException {
        Merged merge = one(connection, id);
        if (merge.undoneAt() != null) {
            throw Problem.conflict("The merge was undone at " + merge.undoneAt() + " already.");
        }
        UUID root = CustomerRef.root(connection, merge.master());
        Map<UUID, Locked> locked = lock(connection, List.of(merge.master(), merge.other(), root));
        if (!CustomerRef.root(connection, merge.master()).equals(root)) {
            throw new SQLException("another merge was quicker", "40001");
        }
        locked.values().forEach(Merges::refuseErased);
        List<Stayed> stayed = new ArrayList<>();
        Map<String, Change> turned = unchanged(merge, locked.get(merge.master()).side, stayed);
        takeBack(connection, merge.master(), locked.get(merge.master()).side, turned);
        List<Address> back = moveBack(connection, merge, root);
        elsewhere(connection, merge, stayed);
        if (!root.equals(merge.master())) {
            stayed.add(new Stayed("card of " + root, "merged on since; its fields stay until that merge is undone"));
        }
        long version = redirect(connection, merge.other(), null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        undone(connection, id, now, operator, stayed);
        candidates.part(connection, root, merge.other(), operator, now);
        tell(connection, new CustomerFact.Unmerged(merge.other().toString(), root.toString(), version, id.toString(),
                back), List.of(merge.other(), root), now);
        changed.tell(connection, turned.isEmpty() ? List.of() : List.of(merge.master()));
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
            write(connection, master, fields, told);
        }
    }

    private static List<Address> moveBack(Connection connection, Merged merge, UUID root) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_BACK)) {
            update.setObject(1, merge.master());
            update.setObject(2, merge.other());
            update.setObject(3, merge.id());
            update.setObject(4, root);
            return addresses(update).stream().filter(address -> !address.type().equals("customer")).toList();
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

    private static void move(Connection connection, UUID id, Wanted wanted) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setObject(1, wanted.master);
            update.setObject(2, wanted.other);
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

    private static long redirect(Connection connection, UUID customer, UUID into) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REDIRECT)) {
            update.setObject(1, into, java.sql.Types.OTHER);
            update.setObject(2, customer);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Writes the new values; a customer whose card does not change has a new version too, as it gained addresses. */
    private static void write(Connection connection, UUID customer, Map<String, Change> fields,
            Map<String, Instant> told) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((field, change) -> values.put(field, change.after()));
        try (PreparedStatement update = connection.prepareStatement(FILL)) {
            update.setString(1, Json.text(told));
            update.setString(2, withNulls(values));
            update.setObject(3, customer);
            update.executeUpdate();
        }
    }

    private static String withNulls(Map<String, String> values) {
        var json = Json.MAPPER.createObjectNode();
        values.forEach(json::put);
        return json.toString();
    }

    private static void note(Connection connection, UUID id, Wanted wanted, Instant now, Map<String, Change> fields)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setObject(1, id);
            insert.setObject(2, wanted.master);
            insert.setObject(3, wanted.other);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setString(5, wanted.operator);
            insert.setString(6, wanted.because);
            insert.setString(7, Json.text(fields));
            insert.executeUpdate();
        }
    }

    private static void undone(Connection connection, UUID id, Instant now, String operator, List<Stayed> stayed)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UNDONE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, operator);
            update.setString(3, Json.text(stayed));
            update.setObject(4, id);
            update.executeUpdate();
        }
    }

    /** One event for each of the two customers, so that both see it in the order of their other events; one id, one effect. */
    private void tell(Connection connection, CustomerFact fact, List<UUID> customers, Instant now)
            throws SQLException {
        String id = ids.at(now).toString();
        List<Event<?>> events = new ArrayList<>();
        customers.forEach(customer -> events.add(Event.of(fact, id, SOURCE, customer.toString(), now)));
        outbox.publish(connection, events);
    }

    /** The merges these customers had part in, newest first, undone ones too. */
    public List<Merged> of(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            Object[] all = customers.toArray();
            select.setArray(1, connection.createArrayOf("uuid", all));
            select.setArray(2, connection.createArrayOf("uuid", all));
            List<Merged> merges = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    merges.add(read(connection, row));
                }
            }
            return merges;
        }
    }

    private static Merged one(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("There is no merge " + id + ".");
                }
                return read(connection, row);
            }
        }
    }

    private static Merged read(Connection connection, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String stayed = row.getString("stayed");
        return new Merged(id, row.getObject("master", UUID.class), row.getObject("other", UUID.class),
                time(row, "at"), row.getString("operator"), row.getString("because"),
                json(row.getString("fields"), new TypeReference<LinkedHashMap<String, Change>>() {
                }),
                brought(connection, id), time(row, "undone_at"), row.getString("undone_by"),
                stayed == null ? null : json(stayed, new TypeReference<List<Stayed>>() {
                }));
    }

    private static <T> T json(String text, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Address> brought(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BROUGHT)) {
            select.setObject(1, id);
            return addresses(select);
        }
    }

    private static List<Address> addresses(PreparedStatement statement) throws SQLException {
        List<Address> addresses = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                addresses.add(new Address(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return addresses;
    }

    /** Holds customers, in the order of their ids, until the end of the transaction. */
    private static Map<UUID, Locked> lock(Connection connection, List<UUID> customers) throws SQLException {
        Map<UUID, Locked> locked = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    locked.put(id, new Locked(row.getLong("version"), row.getObject("merged_into", UUID.class),
                            row.getObject("erased_at") != null, side(id, row.getString("card"))));
                }
            }
        }
        return locked;
    }

    private static Side side(UUID id, String row) {
        JsonNode json = Json.read(row.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
        Map<String, Instant> told = new TreeMap<>();
        json.path("told").properties().forEach(field -> told.put(field.getKey(),
                OffsetDateTime.parse(field.getValue().asText()).toInstant()));
        return new Side(id, card(json), told);
    }

    private static Map<String, String> card(JsonNode json) {
        Map<String, String> card = new LinkedHashMap<>();
        for (CardField field : CardField.values()) {
            JsonNode value = json.path(field.column());
            card.put(field.column(), value.isNull() || value.isMissingNode() ? null : value.asText());
        }
        return card;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private record Locked(long version, UUID mergedInto, boolean erased, Side side) {}
}
