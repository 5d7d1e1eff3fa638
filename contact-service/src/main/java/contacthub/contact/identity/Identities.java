package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Profile;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Columns;

/**
 * Matches claims to customers by their addresses, a whole batch at a time: none known, a new customer; one known, that
 * customer, who gains the other addresses; several, the strongest one's (spec 25, rule 2).
 */
@ApplicationScoped
public class Identities {

    private static final String SOURCE = "/contact-service";
    private static final String KNOWN = """
            SELECT a.id, a.type, a.value, a.customer_id, c.segment, c.language
            FROM unnest(?::text[], ?::text[]) n (type, value)
            JOIN address a USING (type, value) LEFT JOIN customer c ON c.id = a.customer_id""";
    private static final String ADD = """
            INSERT INTO address (id, type, value, name, customer_id, created_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?) ON CONFLICT (type, value) DO NOTHING""";
    private static final String CREATE = """
            INSERT INTO customer (id, created_at, language, last_name, first_name, patronymic, birth_year, company, town)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FILL = """
            UPDATE customer c SET last_name = coalesce(c.last_name, n.last), first_name = coalesce(c.first_name, n.first),
                patronymic = coalesce(c.patronymic, n.patronymic), birth_year = coalesce(c.birth_year, n.birth_year),
                company = coalesce(c.company, n.company), town = coalesce(c.town, n.town), version = c.version + 1
            FROM unnest(?, ?, ?, ?, ?, ?, ?) n (id, last, first, patronymic, birth_year, company, town)
            WHERE c.id = n.id AND (c.last_name IS NULL AND n.last IS NOT NULL
                OR c.first_name IS NULL AND n.first IS NOT NULL
                OR c.patronymic IS NULL AND n.patronymic IS NOT NULL
                OR c.birth_year IS NULL AND n.birth_year IS NOT NULL
                OR c.company IS NULL AND n.company IS NOT NULL OR c.town IS NULL AND n.town IS NOT NULL)""";

    private final Ids ids;
    private final Outbox outbox;

    Identities(Ids ids, Outbox outbox) {
        this.ids = ids;
        this.outbox = outbox;
    }

    /** Who each claim is from, in the order of the claims; customers and addresses that are new exist afterwards. */
    public List<Identified> resolve(Connection connection, List<Claim> claims) throws SQLException {
        Map<String, Row> known = new HashMap<>();
        Collection<NormalAddress> mentioned = claims.stream().flatMap(claim -> claim.knownBy().stream()).toList();
        find(connection, mentioned, known);
        List<Row> added = new ArrayList<>();
        claims.forEach(claim -> assign(claim, known, added));
        insertAll(connection, added);
        Map<UUID, Claim> claimants = claimants(claims, known);
        Map<UUID, Claim> newcomers = new LinkedHashMap<>(claimants);
        newcomers.keySet().retainAll(fresh(known, added));
        claimants.keySet().removeAll(newcomers.keySet());
        create(connection, newcomers);
        fill(connection, claimants);
        publish(connection, added, newcomers);
        return claims.stream().map(claim -> identified(claim, known)).toList();
    }

    private static Identified identified(Claim claim, Map<String, Row> known) {
        Row row = known.get(claim.knownBy().get(0).ref());
        return new Identified(row.customer, row.id, row.segment, row.language);
    }

    private void assign(Claim claim, Map<String, Row> known, List<Row> added) {
        Row first = claim.knownBy().stream().map(address -> known.get(address.ref())).filter(row -> row != null)
                .findFirst().orElse(null);
        UUID customer = first == null ? ids.next() : first.customer;
        for (NormalAddress address : claim.knownBy()) {
            if (!known.containsKey(address.ref())) {
                Row row = new Row(ids.next(), address, customer, claim.at(), first == null ? null : first.segment,
                        first == null ? claim.language() : first.language);
                known.put(address.ref(), row);
                added.add(row);
            }
        }
    }

    /** Inserts the new addresses; where another instance was quicker the batch is tried again and finds its rows. */
    private void insertAll(Connection connection, List<Row> added) throws SQLException {
        if (insert(connection, added) < added.size()) {
            throw new SQLException("another instance added one of these addresses", "40001");
        }
    }

    private int insert(Connection connection, List<Row> added) throws SQLException {
        if (added.isEmpty()) {
            return 0;
        }
        List<Row> ordered = added.stream().sorted(Comparator.comparing(row -> row.address.ref())).toList();
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            Columns.of(connection, insert, ordered)
                    .bind("uuid", Row::id)
                    .bind("text", row -> row.address.type())
                    .bind("text", row -> row.address.value())
                    .bind("text", row -> row.address.name())
                    .bind("uuid", Row::customer)
                    .bind("timestamptz", Row::at);
            return insert.executeUpdate();
        }
    }

    private void find(Connection connection, Collection<NormalAddress> addresses, Map<String, Row> known)
            throws SQLException {
        List<NormalAddress> distinct = addresses.stream().distinct().toList();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            Columns.of(connection, select, distinct).bind("text", NormalAddress::type).bind("text",
                    NormalAddress::value);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var address = new NormalAddress(found.getString("type"), found.getString("value"), null);
                    known.put(address.ref(), new Row(found.getObject("id", UUID.class), address,
                            found.getObject("customer_id", UUID.class), null, found.getString("segment"),
                            found.getString("language")));
                }
            }
        }
    }

    /** What each customer's claims say together. */
    private static Map<UUID, Claim> claimants(List<Claim> claims, Map<String, Row> known) {
        Map<UUID, Claim> claimants = new LinkedHashMap<>();
        claims.forEach(claim -> claimants.merge(known.get(claim.knownBy().get(0).ref()).customer, claim,
                Claim::completedBy));
        return claimants;
    }

    /** The customers of whom no address was known before this batch. */
    private static Set<UUID> fresh(Map<String, Row> known, List<Row> added) {
        Set<UUID> fresh = new HashSet<>();
        added.stream().map(Row::customer).forEach(fresh::add);
        known.values().stream().filter(row -> row.at == null).map(Row::customer).forEach(fresh::remove);
        return fresh;
    }

    private void create(Connection connection, Map<UUID, Claim> newcomers) throws SQLException {
        if (newcomers.isEmpty()) {
            return;
        }
        List<Map.Entry<UUID, Claim>> rows = List.copyOf(newcomers.entrySet());
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            profile(Columns.of(connection, insert, rows)
                    .bind("uuid", Map.Entry::getKey)
                    .bind("timestamptz", row -> row.getValue().at())
                    .bind("text", row -> row.getValue().language()));
            insert.executeUpdate();
        }
    }

    private void fill(Connection connection, Map<UUID, Claim> known) throws SQLException {
        List<Map.Entry<UUID, Claim>> rows = known.entrySet().stream().filter(row -> row.getValue().profile() != null)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(FILL)) {
            profile(Columns.of(connection, update, rows).bind("uuid", Map.Entry::getKey));
            update.executeUpdate();
        }
    }

    private static void profile(Columns<Map.Entry<UUID, Claim>> columns) throws SQLException {
        columns.bind("text", row -> of(row).last()).bind("text", row -> of(row).first())
                .bind("text", row -> of(row).patronymic()).bind("int4", row -> of(row).birthYear())
                .bind("text", row -> of(row).company()).bind("text", row -> of(row).town());
    }

    private static Profile of(Map.Entry<UUID, Claim> row) {
        Profile profile = row.getValue().profile();
        return profile == null ? new Profile(null, null, null, null, null, null) : profile;
    }

    private void publish(Connection connection, List<Row> added, Map<UUID, Claim> newcomers) throws SQLException {
        Map<UUID, List<Row>> byCustomer = new LinkedHashMap<>();
        added.forEach(row -> byCustomer.computeIfAbsent(row.customer, customer -> new ArrayList<>()).add(row));
        List<Event<?>> events = new ArrayList<>();
        byCustomer.forEach((customer, rows) -> {
            Claim claim = newcomers.get(customer);
            if (claim == null) {
                rows.forEach(row -> events.add(event(new CustomerFact.AddressAdded(row.shown()), row)));
            } else {
                List<Address> addresses = rows.stream().map(Row::shown).toList();
                events.add(
                        event(new CustomerFact.Identified(addresses, claim.profile(), claim.language()), rows.get(0)));
            }
        });
        outbox.publish(connection, events);
    }

    private Event<?> event(CustomerFact fact, Row row) {
        return Event.of(fact, ids.next().toString(), SOURCE, row.customer.toString(), row.at);
    }

    /** An address row; {@code at} only of those this batch adds. */
    private record Row(UUID id, NormalAddress address, UUID customer, Instant at, String segment, String language) {

        Address shown() {
            return new Address(address.type(), address.value(), address.name());
        }
    }
}
