package contacthub.contact.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.identity.CardField.Side;
import contacthub.contact.identity.Merged.Change;
import contacthub.contact.identity.Merged.Stayed;
import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** Merges as they are written down, and the customers they are about as they stand, each under lock while it changes. */
public final class MergeLedger {

    private static final String LOCK = """
            SELECT id, version, merged_into, erased_at, to_jsonb(c) AS card FROM customer c WHERE id = ANY (?)
            ORDER BY id FOR UPDATE""";
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

    private MergeLedger() {
    }

    /** A customer under lock. */
    record Locked(long version, UUID mergedInto, boolean erased, Side side) {

        /** Who was erased is nobody any more: there is nothing to bring together or apart. */
        void refuseErased() {
            if (erased) {
                throw Problem.conflict("Customer " + side.id() + " was erased.");
            }
        }
    }

    /** Holds customers, in the order of their ids, until the end of the transaction. */
    static Map<UUID, Locked> lock(Connection connection, List<UUID> customers) throws SQLException {
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
        JsonNode json = Json.read(row.getBytes(StandardCharsets.UTF_8), JsonNode.class);
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

    /** Writes the new values; a customer whose card does not change has a new version too, as it gained addresses. */
    static void write(Connection connection, UUID customer, Map<String, Change> fields,
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

    static long redirect(Connection connection, UUID customer, UUID into) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REDIRECT)) {
            update.setObject(1, into, Types.OTHER);
            update.setObject(2, customer);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void note(Connection connection, UUID id, Merges.Wanted wanted, Instant now, Map<String, Change> fields)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setObject(1, id);
            insert.setObject(2, wanted.master());
            insert.setObject(3, wanted.other());
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setString(5, wanted.operator());
            insert.setString(6, wanted.because());
            insert.setString(7, Json.text(fields));
            insert.executeUpdate();
        }
    }

    static void undone(Connection connection, UUID id, Instant now, String operator, List<Stayed> stayed)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UNDONE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, operator);
            update.setString(3, Json.text(stayed));
            update.setObject(4, id);
            update.executeUpdate();
        }
    }

    /** The merges these customers had part in, newest first, undone ones too. */
    public static List<Merged> of(Connection connection, Collection<UUID> customers) throws SQLException {
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

    static Merged one(Connection connection, UUID id) throws SQLException {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Address> brought(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BROUGHT)) {
            select.setObject(1, id);
            return addresses(select);
        }
    }

    static List<Address> addresses(PreparedStatement statement) throws SQLException {
        List<Address> addresses = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                addresses.add(new Address(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return addresses;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
