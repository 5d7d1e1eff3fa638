package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactKind;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Profile;
import contacthub.runtime.event.Received;
import contacthub.runtime.sql.Columns;

/** Keeps what facts tell of customers besides purchases: language, town and company, and contacts by day. */
final class Acquaintance {

    private static final String PROFILES = """
            INSERT INTO customer_profile AS p (customer, language, town, company, told_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET language = excluded.language, town = excluded.town,
                company = excluded.company, told_at = excluded.told_at
            WHERE p.told_at <= excluded.told_at""";
    private static final String DAYS = """
            INSERT INTO contact_day AS d (customer, day, contacts, complaints, last_contact, last_complaint)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
            ON CONFLICT (customer, day) DO UPDATE SET contacts = d.contacts + excluded.contacts,
                complaints = d.complaints + excluded.complaints,
                last_contact = greatest(d.last_contact, excluded.last_contact),
                last_complaint = greatest(d.last_complaint, excluded.last_complaint)""";

    private Acquaintance() {
    }

    /** Takes what these events tell; others are skipped. */
    static void on(Connection connection, List<Received> events) throws SQLException {
        Map<UUID, Known> known = new TreeMap<>();
        Map<Place, Day> days = new TreeMap<>();
        for (Received event : events) {
            if (event.is(CustomerFact.Identified.class)) {
                var identified = event.as(CustomerFact.Identified.class);
                known.merge(Customers.of(event), Known.of(event, identified.profile(), identified.language()),
                        Known::then);
            } else if (event.is(CustomerFact.Changed.class)) {
                var changed = event.as(CustomerFact.Changed.class);
                known.merge(Customers.of(event), Known.of(event, changed.profile(), changed.language()), Known::then);
            } else if (event.is(ContactFact.Received.class)) {
                days.merge(Place.of(event), Day.contact(event), Day::and);
            } else if (isComplaint(event)) {
                days.merge(Place.of(event), Day.complaint(event), Day::and);
            }
        }
        keepProfiles(connection, List.copyOf(known.values()));
        keepDays(connection, List.copyOf(days.values()));
    }

    /** Whether an event tells who a customer is. */
    static boolean isOfProfile(Received event) {
        return event.is(CustomerFact.Identified.class) || event.is(CustomerFact.Changed.class);
    }

    private static boolean isComplaint(Received event) {
        return event.is(ConversationFact.Opened.class)
                && ContactKind.COMPLAINT.word().equals(event.as(ConversationFact.Opened.class).kind());
    }

    private static void keepProfiles(Connection connection, List<Known> known) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(PROFILES)) {
            Columns.of(connection, upsert, known).bind("uuid", Known::customer).bind("text", Known::language)
                    .bind("text", Known::town).bind("text", Known::company).bind("timestamptz", Known::at);
            upsert.executeUpdate();
        }
    }

    private static void keepDays(Connection connection, List<Day> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(DAYS)) {
            Columns.of(connection, upsert, days).bind("uuid", day -> day.place().customer())
                    .bind("date", day -> day.place().day()).bind("int4", Day::contacts).bind("int4", Day::complaints)
                    .bind("timestamptz", Day::lastContact).bind("timestamptz", Day::lastComplaint);
            upsert.executeUpdate();
        }
    }

    private record Known(UUID customer, Instant at, String language, String town, String company) {

        static Known of(Received event, Profile profile, String language) {
            return new Known(Customers.of(event), Customers.happened(event), language,
                    profile == null ? null : profile.town(), profile == null ? null : profile.company());
        }

        Known then(Known next) {
            return next.at.isBefore(at) ? this : next;
        }
    }

    private record Place(UUID customer, LocalDate day) implements Comparable<Place> {

        static Place of(Received event) {
            return new Place(Customers.of(event), Customers.happened(event).atOffset(ZoneOffset.UTC).toLocalDate());
        }

        @Override
        public int compareTo(Place other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer == 0 ? day.compareTo(other.day) : byCustomer;
        }
    }

    private record Day(Place place, int contacts, int complaints, Instant lastContact, Instant lastComplaint) {

        static Day contact(Received event) {
            return new Day(Place.of(event), 1, 0, Customers.happened(event), null);
        }

        static Day complaint(Received event) {
            return new Day(Place.of(event), 0, 1, null, Customers.happened(event));
        }

        Day and(Day other) {
            return new Day(place, contacts + other.contacts, complaints + other.complaints,
                    Moods.later(lastContact, other.lastContact), Moods.later(lastComplaint, other.lastComplaint));
        }
    }
}
