package contacthub.runtime.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.AccountFact;
import contacthub.runtime.event.Received;

/** Keeps the service's own copy of accounts and keys, from the facts contact-service publishes; the newest version holds. */
@ApplicationScoped
public class CredentialLedger {

    private static final String UPSERT = """
            INSERT INTO credential AS c (id, kind, name, hash, roles, disabled, version) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, hash = excluded.hash, roles = excluded.roles,
                disabled = excluded.disabled, version = excluded.version
            WHERE c.version < excluded.version""";

    /** Takes what happened to accounts; other events are skipped. */
    public void on(Connection connection, List<Received> events) throws SQLException {
        for (Received event : events) {
            if (event.is(AccountFact.Changed.class)) {
                put(connection, event.as(AccountFact.Changed.class));
            }
        }
    }

    /** Writes one account as it now is. */
    public void put(Connection connection, AccountFact.Changed account) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, UUID.fromString(account.account()));
            upsert.setString(2, account.kind());
            upsert.setString(3, account.name());
            upsert.setString(4, account.hash());
            upsert.setArray(5, connection.createArrayOf("text", account.roles().toArray()));
            upsert.setBoolean(6, account.disabled());
            upsert.setLong(7, account.version());
            upsert.executeUpdate();
        }
    }
}
