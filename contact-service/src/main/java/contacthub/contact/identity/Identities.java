package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.Acquaintances.Row;
import contacthub.contact.identity.Matching.Decision;
import contacthub.contact.identity.Merges.Wanted;
import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Profile;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Columns;

/**
 * Matches claims to customers by their addresses, a whole batch at a time: none known, a new customer; one known, that
 * customer, who gains the other addresses; several, merged if {@link Matching} lets them (spec 25, rules 2 to 4).
 */
@ApplicationScoped
public class Identities {

    private static final String SOURCE = "/contact-service";
    private static final String ADD = """
            INSERT INTO address (id, type, value, name, customer_id, created_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?) ON CONFLICT (type, value) DO NOTHING""";
    private static final String CREATE = """
            INSERT INTO customer (id, created_at) SELECT * FROM unnest(?, ?)""";
    private static final String FILL = """
            WITH said AS (
                SELECT DISTINCT ON (id, field) id, field, value, at FROM unnest(?, ?, ?, ?) s (id, field, value, at)
                ORDER BY id, field, at, value COLLATE "C"),
            news AS (
                SELECT id, jsonb_object_agg(s.field, s.value) AS card, jsonb_object_agg(s.field, s.at) AS told
                FROM said s JOIN customer c USING (id)
                WHERE to_jsonb(c) ->> s.field IS NULL OR ((c.told ->> s.field)::timestamptz,
                    (to_jsonb(c) ->> s.field) COLLATE "C") > (s.at, s.value COLLATE "C")
                GROUP BY id)
            UPDATE customer c SET (last_name, first_name, patronymic, birth_year, company, town, language, told,
                version) = (SELECT n.last_name, n.first_name, n.patronymic, n.birth_year, n.company, n.town, n.language,
                    c.told || news.told, c.version + 1 FROM jsonb_populate_record(c, news.card) n)
            FROM news WHERE c.id = news.id RETURNING c.id""";

    private final Ids ids;
    private final Outbox outbox;
    private final Limits limits;
    private final Merges merges;
    private final Candidates candidates;
    private final CustomerNews news;
    private final ToCompare toCompare;

    Identities(Ids ids, Outbox outbox, Limits limits, Merges merges, Candidates candidates, CustomerNews news,
            ToCompare toCompare) {
        this.ids = ids;
        this.outbox = outbox;
        this.limits = limits;
        this.merges = merges;
        this.candidates = candidates;
        this.news = news;
        this.toCompare = toCompare;
    }

    /**
     * Who each claim is from, in the order of the claims; customers and addresses that are new exist afterwards, and
     * customers that a claim showed to be one are one.
     */
    public List<Identified> resolve(Connection connection, List<Claim> claims) throws SQLException {
        Acquaintances known = Acquaintances.of(connection, claims);
        known.hold(connection, claims);
        known.study(connection, claims);
        var batch = new Batch(known);
        claims.forEach(batch::assign);
        insertAll(connection, batch.added);
        Map<UUID, Claim> claimants = claimants(claims, known);
        Map<UUID, Claim> newcomers = new LinkedHashMap<>(claimants);
        newcomers.keySet().retainAll(batch.newcomers());
        claimants.keySet().removeAll(newcomers.keySet());
        create(connection, newcomers);
        publish(connection, batch.added, newcomers);
        for (Wanted merge : batch.merges) {
            merges.merge(connection, merge);
        }
        Set<UUID> filled = fill(connection, claims, known);
        toCompare.add(connection, filled);
        filled.removeAll(newcomers.keySet());
        news.changed(connection, filled);
        candidates.suggest(connection, batch.suspicions());
        return claims.stream().map(claim -> identified(claim, known)).toList();
    }

    /** What {@link #resolve} would make of a claim, without effect. */
    Tried attempt(Connection connection, Claim claim) throws SQLException {
        Acquaintances known = Acquaintances.of(connection, List.of(claim));
        known.study(connection, List.of(claim));
        return Tried.of(new Matching(limits, known::owner, known::areParted).decide(claim.addresses(), claim.at()));
    }

    private static Identified identified(Claim claim, Acquaintances known) {
        Row row = known.row(claim.knownBy().get(0));
        Person person = row.person().root();
        return new Identified(person.id, row.id(), person.segment, person.language);
    }

    /** The claims of one transaction, each seen in the light of those before it. */
    private final class Batch {

        final List<Added> added = new ArrayList<>();
        final List<Wanted> merges = new ArrayList<>();
        private final List<Person> fresh = new ArrayList<>();
        private final List<Suspicion> suspicions = new ArrayList<>();
        private final Acquaintances known;
        private final Matching matching;

        Batch(Acquaintances known) {
            this.known = known;
            this.matching = new Matching(limits, known::owner, known::areParted);
        }

        void assign(Claim claim) {
            Decision decision = matching.decide(claim.knownBy(), claim.at());
            Person person = decision.people().isEmpty() ? newcomer(claim) : united(decision);
            for (NormalAddress address : decision.gained()) {
                var row = new Row(ids.next(), address, person);
                known.add(row);
                person.gain(address, claim.at());
                added.add(new Added(row, claim.at()));
            }
            decision.suspects().forEach(suspect -> suspicions.add(new Suspicion(person, suspect, claim)));
        }

        private Person newcomer(Claim claim) {
            var person = new Person(ids.next(), false, null, claim.language());
            fresh.add(person);
            return person;
        }

        private Person united(Decision decision) {
            Person master = decision.people().get(0);
            for (Person next : decision.people().subList(1, decision.people().size())) {
                Person elder = master.elder(next);
                Person other = elder == master ? next : master;
                if (other.stored) {
                    merges.add(new Wanted(elder.id, other.id, OptionalLong.empty(), Map.of(), null,
                            Matching.sentence(decision)));
                }
                other.join(elder);
                master = elder;
            }
            return master;
        }

        /** The customers that nobody knew before this batch. */
        Set<UUID> newcomers() {
            return fresh.stream().filter(person -> person.root() == person).map(person -> person.id)
                    .collect(Collectors.toSet());
        }

        List<Candidates.Pair> suspicions() {
            return suspicions.stream()
                    .map(one -> Candidates.Pair.of(one.person.root().id, one.suspect.person().root().id,
                            one.suspect.because(), one.claim.at()))
                    .toList();
        }
    }

    /** A claim's customer, and who may be the same one. */
    private record Suspicion(Person person, Matching.Suspect suspect, Claim claim) {}

    /** An address that the batch adds. */
    private record Added(Row row, Instant at) {

        Address shown() {
            return new Address(row.address().type(), row.address().value(), row.address().name());
        }

        UUID customer() {
            return row.customer();
        }
    }

    /** Inserts the new addresses; where another instance was quicker the batch is tried again and finds its rows. */
    private void insertAll(Connection connection, List<Added> added) throws SQLException {
        if (insert(connection, added) < added.size()) {
            throw new SQLException("another instance added one of these addresses", "40001");
        }
    }

    private int insert(Connection connection, List<Added> added) throws SQLException {
        if (added.isEmpty()) {
            return 0;
        }
        List<Added> ordered = added.stream().sorted(Comparator.comparing(one -> one.row.address().ref())).toList();
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            Columns.of(connection, insert, ordered)
                    .bind("uuid", one -> one.row.id())
                    .bind("text", one -> one.row.address().type())
                    .bind("text", one -> one.row.address().value())
                    .bind("text", one -> one.row.address().name())
                    .bind("uuid", Added::customer)
                    .bind("timestamptz", Added::at);
            return insert.executeUpdate();
        }
    }

    /** What each customer's claims say together. */
    private static Map<UUID, Claim> claimants(List<Claim> claims, Acquaintances known) {
        Map<UUID, Claim> claimants = new LinkedHashMap<>();
        claims.stream().sorted(Comparator.comparing(Claim::said))
                .forEach(claim -> claimants.merge(known.row(claim.knownBy().get(0)).customer(), claim,
                        Claim::completedBy));
        return claimants;
    }

    private void create(Connection connection, Map<UUID, Claim> newcomers) throws SQLException {
        if (newcomers.isEmpty()) {
            return;
        }
        List<Map.Entry<UUID, Claim>> rows = List.copyOf(newcomers.entrySet());
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            Columns.of(connection, insert, rows).bind("uuid", Map.Entry::getKey)
                    .bind("timestamptz", row -> row.getValue().at());
            insert.executeUpdate();
        }
    }

    /** What is said of a customer holds if nothing was said before, nor by an event that happened earlier; whose did. */
    private static Set<UUID> fill(Connection connection, List<Claim> claims, Acquaintances known) throws SQLException {
        List<Saying> sayings = new ArrayList<>();
        claims.stream().filter(claim -> claim.profile() != null || claim.language() != null)
                .forEach(claim -> sayings.addAll(Saying.of(known.row(claim.knownBy().get(0)).customer(), claim)));
        Set<UUID> filled = new HashSet<>();
        if (sayings.isEmpty()) {
            return filled;
        }
        try (PreparedStatement update = connection.prepareStatement(FILL)) {
            Columns.of(connection, update, sayings).bind("uuid", Saying::customer).bind("text", Saying::field)
                    .bind("text", Saying::value).bind("timestamptz", Saying::at);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    filled.add(row.getObject(1, UUID.class));
                }
            }
        }
        return filled;
    }

    /** A field of a customer as an event said it. */
    private record Saying(UUID customer, String field, String value, Instant at) {

        static List<Saying> of(UUID customer, Claim claim) {
            Map<CardField, Object> said = new EnumMap<>(CardField.class);
            said.put(CardField.LANGUAGE, claim.language());
            if (claim.profile() != null) {
                Profile profile = claim.profile();
                said.put(CardField.LAST_NAME, profile.last());
                said.put(CardField.FIRST_NAME, profile.first());
                said.put(CardField.PATRONYMIC, profile.patronymic());
                said.put(CardField.BIRTH_YEAR, profile.birthYear());
                said.put(CardField.COMPANY, profile.company());
                said.put(CardField.TOWN, profile.town());
            }
            return said.entrySet().stream().filter(one -> one.getValue() != null)
                    .map(one -> new Saying(customer, one.getKey().column(), one.getValue().toString(), claim.said()))
                    .toList();
        }
    }

    private void publish(Connection connection, List<Added> added, Map<UUID, Claim> newcomers) throws SQLException {
        Map<UUID, List<Added>> byCustomer = new LinkedHashMap<>();
        added.forEach(one -> byCustomer.computeIfAbsent(one.customer(), customer -> new ArrayList<>()).add(one));
        List<Event<?>> events = new ArrayList<>();
        byCustomer.forEach((customer, rows) -> {
            Claim claim = newcomers.get(customer);
            if (claim == null) {
                rows.forEach(one -> events.add(event(new CustomerFact.AddressAdded(one.shown()), one)));
            } else {
                List<Address> addresses = rows.stream().map(Added::shown).toList();
                events.add(
                        event(new CustomerFact.Identified(addresses, claim.profile(), claim.language()), rows.get(0)));
            }
        });
        outbox.publish(connection, events);
    }

    private Event<?> event(CustomerFact fact, Added one) {
        return Event.of(fact, ids.next().toString(), SOURCE, one.customer().toString(), one.at);
    }
}
