package contacthub.segment.relationship;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.Profile;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Customers;
import contacthub.segment.activity.FactsTaken;

/** Relationships as they are stored and computed; a customer's are those of all who are part of it. */
@ApplicationScoped
class Relationships {

    private static final String BUSINESS = """
            INSERT INTO business AS b (customer, at, company) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET at = excluded.at, company = excluded.company
            WHERE b.at <= excluded.at""";
    private static final String DEALINGS = """
            WITH asked AS (SELECT ?::uuid[] AS parts),
            span AS (
                SELECT min(first_at) AS first, max(last_at) AS last, max(day) - 365 AS since
                FROM asked JOIN purchase_day ON customer = ANY (parts))
            SELECT first, last,
                   (SELECT count(DISTINCT day) FROM purchase_day WHERE customer = ANY (parts) AND day > since),
                   (SELECT coalesce(sum(times), 0) FROM service_day WHERE customer = ANY (parts) AND day > since
                       AND measure IN ('received', 'call')),
                   (SELECT coalesce(bool_or(company), false) FROM business WHERE customer = ANY (parts))
            FROM asked, span""";
    private static final String CHANGES = """
            SELECT id, type, because, at, operator, count(*) OVER () FROM relationship_change
            WHERE customer = ANY (?) ORDER BY id DESC LIMIT 50""";
    private static final String CHANGE = """
            INSERT INTO relationship_change (id, customer, type, because, at, operator) VALUES (?, ?, ?, ?, ?, ?)""";

    private final Transactions transactions;
    private final Dealings.Bounds bounds;

    Relationships(Transactions transactions, RelationshipSettings settings) {
        this.transactions = transactions;
        this.bounds = new Dealings.Bounds(settings.longDays(), settings.closeDealings());
    }

    /** Remembers of whom a company is known. */
    void on(@Observes FactsTaken taken) {
        Map<UUID, Business> latest = new TreeMap<>();
        for (Received event : taken.facts()) {
            if (event.is(CustomerFact.Identified.class)) {
                keep(latest, event, event.as(CustomerFact.Identified.class).profile());
            } else if (event.is(CustomerFact.Changed.class)) {
                keep(latest, event, event.as(CustomerFact.Changed.class).profile());
            }
        }
        transactions.inCurrent(connection -> {
            write(connection, List.copyOf(latest.values()));
            return null;
        });
    }

    private static void keep(Map<UUID, Business> latest, Received event, Profile profile) {
        boolean company = profile != null && profile.company() != null;
        latest.merge(Customers.of(event), new Business(Customers.of(event), Customers.happened(event), company),
                (one, other) -> other.at.isBefore(one.at) ? one : other);
    }

    private static void write(Connection connection, List<Business> told) throws SQLException {
        if (told.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(BUSINESS)) {
            Columns.of(connection, upsert, told).bind("uuid", Business::customer).bind("timestamptz", Business::at)
                    .bind("bool", Business::company);
            upsert.executeUpdate();
        }
    }

    private record Business(UUID customer, Instant at, boolean company) {}

    Relationship of(Connection connection, Whole whole) throws SQLException {
        Dealings.Computed computed = dealings(connection, whole).computed(bounds);
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setArray(1, connection.createArrayOf("uuid", whole.parts().toArray()));
            List<Relationship.Change> changes = new ArrayList<>();
            long version = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    version = row.getLong(6);
                    changes.add(new Relationship.Change(row.getObject(1, UUID.class), row.getString(2),
                            row.getString(3), row.getObject(4, OffsetDateTime.class).toInstant(), row.getString(5)));
                }
            }
            return Relationship.of(whole.root(), computed, changes, version);
        }
    }

    private static Dealings dealings(Connection connection, Whole whole) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEALINGS)) {
            select.setArray(1, connection.createArrayOf("uuid", whole.parts().toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Dealings(instant(row, 1), instant(row, 2), row.getLong(3), row.getLong(4),
                        row.getBoolean(5));
            }
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Adds what an operator said. */
    static void add(Connection connection, UUID customer, Relationship.Change change) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHANGE)) {
            insert.setObject(1, change.id());
            insert.setObject(2, customer);
            insert.setString(3, change.type());
            insert.setString(4, change.because());
            insert.setObject(5, change.at().atOffset(ZoneOffset.UTC));
            insert.setString(6, change.operator());
            insert.executeUpdate();
        }
    }
}
