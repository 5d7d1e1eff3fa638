package contacthub.notification.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Profile;
import contacthub.contracts.SegmentFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.sql.Columns;

/** Learns customers, their addresses and segments from the facts of the other services, a batch at a time. */
@ApplicationScoped
public class CustomerLedger {

    private static final String CUSTOMERS = """
            INSERT INTO customer AS c (id, language, name) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET language = coalesce(excluded.language, c.language),
                name = coalesce(excluded.name, c.name)
            WHERE (excluded.language, excluded.name) IS DISTINCT FROM (NULL, NULL)""";
    private static final String CHANGED = """
            UPDATE customer c SET language = n.language, name = n.name FROM unnest(?, ?, ?) n (id, language, name)
            WHERE c.id = n.id""";
    private static final String ADDRESSES = """
            INSERT INTO customer_address (customer, type, value, name) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String ENTER = """
            INSERT INTO customer_segment (customer, segment) SELECT * FROM unnest(?, ?) ON CONFLICT DO NOTHING""";
    private static final String LEAVE = """
            DELETE FROM customer_segment s USING unnest(?, ?) l (customer, segment)
            WHERE s.customer = l.customer AND s.segment = l.segment""";

    /** Takes what is told of customers in the batch; other events are skipped. */
    public void learnCustomers(Connection connection, List<Received> events) throws SQLException {
        Map<UUID, Told> customers = new TreeMap<>();
        List<Reached> addresses = new ArrayList<>();
        for (Received event : events) {
            if (event.is(CustomerFact.Identified.class)) {
                var fact = event.as(CustomerFact.Identified.class);
                customers.merge(customer(event), Told.of(customer(event), fact), Told::then);
                fact.addresses().forEach(address -> addresses.add(new Reached(customer(event), address)));
            } else if (event.is(CustomerFact.Changed.class)) {
                customers.merge(customer(event), Told.of(customer(event), event.as(CustomerFact.Changed.class)),
                        Told::then);
            } else if (event.is(CustomerFact.AddressAdded.class)) {
                customers.merge(customer(event), new Told(customer(event), null, null, false), Told::then);
                addresses.add(new Reached(customer(event), event.as(CustomerFact.AddressAdded.class).address()));
            } else if (event.is(CustomerFact.Merged.class)) {
                var fact = event.as(CustomerFact.Merged.class);
                Stream.of(fact.customer(), fact.into()).map(UUID::fromString)
                        .forEach(id -> customers.merge(id, new Told(id, null, null, false), Told::then));
            }
        }
        learn(connection, CUSTOMERS, List.copyOf(customers.values()));
        learn(connection, CHANGED, customers.values().stream().filter(Told::whole).toList());
        writeAddresses(connection, addresses.stream().filter(Reached::isTyped).toList());
        Redirects.learn(connection, events);
    }

    /** Takes which segments customers entered and left; of one customer and segment the last word in the batch holds. */
    public void learnSegments(Connection connection, List<Received> events) throws SQLException {
        Map<Membership, Boolean> last = new LinkedHashMap<>();
        for (Received event : events) {
            if (event.is(SegmentFact.Entered.class)) {
                last.put(new Membership(customer(event), event.as(SegmentFact.Entered.class).segment()), true);
            } else if (event.is(SegmentFact.Left.class)) {
                last.put(new Membership(customer(event), event.as(SegmentFact.Left.class).segment()), false);
            }
        }
        write(connection, ENTER, last.keySet().stream().filter(last::get).toList());
        write(connection, LEAVE, last.keySet().stream().filter(membership -> !last.get(membership)).toList());
    }

    /** The customer an event is about; throws {@link IllegalArgumentException} where it names none. */
    public static UUID customer(Received event) {
        if (event.subject() == null) {
            throw new IllegalArgumentException("the event names no customer as its subject");
        }
        return UUID.fromString(event.subject());
    }

    private static void learn(Connection connection, String sql, List<Told> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            Columns.of(connection, upsert, customers)
                    .bind("uuid", Told::customer).bind("text", Told::language).bind("text", Told::name);
            upsert.executeUpdate();
        }
    }

    private static void writeAddresses(Connection connection, List<Reached> addresses) throws SQLException {
        if (addresses.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADDRESSES)) {
            Columns.of(connection, insert, addresses)
                    .bind("uuid", Reached::customer)
                    .bind("text", reached -> reached.address().type())
                    .bind("text", reached -> reached.address().value())
                    .bind("text", reached -> reached.address().name());
            insert.executeUpdate();
        }
    }

    private static void write(Connection connection, String sql, List<Membership> memberships) throws SQLException {
        if (memberships.isEmpty()) {
            return;
        }
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            Columns.of(connection, change, memberships)
                    .bind("uuid", Membership::customer).bind("text", Membership::segment);
            change.executeUpdate();
        }
    }

    /** What was told of a customer; whole where it says all that is known, so that what is absent is gone. */
    private record Told(UUID customer, String language, String name, boolean whole) {

        static Told of(UUID customer, CustomerFact.Identified fact) {
            return new Told(customer, fact.language(), name(fact.profile()), false);
        }

        static Told of(UUID customer, CustomerFact.Changed fact) {
            return new Told(customer, fact.language(),
                    fact.nameToUse() == null ? name(fact.profile()) : fact.nameToUse(), true);
        }

        Told then(Told later) {
            return later.whole
                    ? later
                    : new Told(customer, later.language == null ? language : later.language,
                            later.name == null ? name : later.name, whole);
        }

        /** How to address somebody: first name and patronymic. */
        private static String name(Profile profile) {
            if (profile == null || profile.first() == null || profile.first().isBlank()) {
                return null;
            }
            return Stream.of(profile.first(), profile.patronymic()).filter(Objects::nonNull).map(String::strip)
                    .collect(Collectors.joining(" ")).strip();
        }
    }

    private record Reached(UUID customer, Address address) {

        boolean isTyped() {
            return address.type() != null && address.value() != null;
        }
    }

    private record Membership(UUID customer, String segment) {}
}
