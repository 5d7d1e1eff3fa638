package contacthub.contact.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.erasure.Receipt.Asked;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Json;
import contacthub.runtime.event.Received;

/** The receipts of all erasures, made up of what the services report. */
@ApplicationScoped
public class Receipts {

    private static final String BEGIN = "INSERT INTO erasure (id, customer, asked_by, asked_at) VALUES (?, ?, ?, ?)";
    private static final String REPORT = """
            INSERT INTO erasure_report (erasure, service, at, rows)
            SELECT id, ?, ?, ?::jsonb FROM erasure WHERE id = ? ON CONFLICT DO NOTHING""";
    private static final String BY_ID = "SELECT * FROM erasure WHERE id = ?";
    private static final String BY_CUSTOMER = "SELECT * FROM erasure WHERE customer = ?";
    private static final String PARTS = "SELECT service, at, rows FROM erasure_report WHERE erasure = ? ORDER BY at, service";

    private final Clock clock;

    Receipts(Clock clock) {
        this.clock = clock;
    }

    void begin(Connection connection, UUID erasure, UUID customer, String askedBy, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setObject(1, erasure);
            insert.setObject(2, customer);
            insert.setString(3, askedBy);
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Takes the report of another service; other facts, and reports on erasures nobody knows, are left alone. */
    public void take(Connection connection, Received event, String service, Class<? extends ErasureFact> report)
            throws SQLException {
        if (event.is(report)) {
            ErasureFact fact = event.as(report);
            note(connection, UUID.fromString(fact.erasure()), service, fact.rows());
        }
    }

    void note(Connection connection, UUID erasure, String service, Map<String, Long> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REPORT)) {
            insert.setString(1, service);
            insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(3, Json.text(rows));
            insert.setObject(4, erasure);
            insert.executeUpdate();
        }
    }

    Optional<Receipt> find(Connection connection, UUID erasure) throws SQLException {
        return find(connection, BY_ID, erasure);
    }

    Optional<Receipt> ofCustomer(Connection connection, UUID customer) throws SQLException {
        return find(connection, BY_CUSTOMER, customer);
    }

    private Optional<Receipt> find(Connection connection, String sql, UUID by) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, by);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Asked asked = asked(row);
                return Optional.of(Receipt.of(asked, parts(connection, asked.id()), clock.instant()));
            }
        }
    }

    private static Asked asked(ResultSet row) throws SQLException {
        String keptOn = row.getString("kept_on");
        return new Asked(row.getObject("id", UUID.class), row.getObject("customer", UUID.class),
                row.getString("asked_by"), time(row, "asked_at"), time(row, "gone_by"),
                keptOn == null ? null : List.of(keptOn.split(" ")));
    }

    private static List<Receipt.Part> parts(Connection connection, UUID erasure) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            select.setObject(1, erasure);
            List<Receipt.Part> parts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parts.add(new Receipt.Part(row.getString("service"), time(row, "at"), row.getString("rows")));
                }
            }
            return parts;
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
