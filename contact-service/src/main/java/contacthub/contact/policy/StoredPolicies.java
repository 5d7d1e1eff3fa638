package contacthub.contact.policy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Json;

/** Policies as rows: each change is a further version, and no version is ever changed or deleted. */
@ApplicationScoped
class StoredPolicies {

    private static final String REVISION = "SELECT revision FROM sla_policy_revision";
    private static final String LOCK = "SELECT revision FROM sla_policy_revision FOR UPDATE";
    private static final String BEGIN = "UPDATE sla_policy_revision SET revision = 1 WHERE revision = 0";
    private static final String GROW = "UPDATE sla_policy_revision SET revision = revision + 1 RETURNING revision";
    private static final String ALL = "SELECT * FROM sla_policy_version ORDER BY name, version";
    private static final String VERSIONS = """
            SELECT * FROM sla_policy_version WHERE name = ? ORDER BY version DESC""";
    private static final String KEEP = """
            INSERT INTO sla_policy_version (name, version, revision, deleted, position, form, changed_at, changed_by)
            SELECT ?, ?, revision, ?, ?, ?, ?, ? FROM sla_policy_revision""";

    long revision(Connection connection) throws SQLException {
        return number(connection, REVISION);
    }

    /** The revision, which nobody else can let grow until the transaction ends: policies are edited one at a time. */
    long lock(Connection connection) throws SQLException {
        return number(connection, LOCK);
    }

    long grow(Connection connection) throws SQLException {
        return number(connection, GROW);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** True for the first who asks, ever. */
    boolean begin(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(BEGIN)) {
            return update.executeUpdate() > 0;
        }
    }

    List<Policy> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            return read(select);
        }
    }

    /** All versions of one, the newest first. */
    List<Policy> versions(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setString(1, name);
            return read(select);
        }
    }

    void keep(Connection connection, String name, long version, PolicyForm form, Instant at, String by)
            throws SQLException {
        keep(connection, name, version, false, form.position(), Json.text(form), at, by);
    }

    /** The last version of one says that it is gone. */
    void delete(Connection connection, Policy policy, Instant at, String by) throws SQLException {
        keep(connection, policy.name(), policy.version() + 1, true, policy.position(), "{}", at, by);
    }

    private static void keep(Connection connection, String name, long version, boolean deleted, int position,
            String form, Instant at, String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, name);
            insert.setLong(2, version);
            insert.setBoolean(3, deleted);
            insert.setInt(4, position);
            insert.setString(5, form);
            insert.setObject(6, at.atOffset(ZoneOffset.UTC));
            insert.setString(7, by);
            insert.executeUpdate();
        }
    }

    private static List<Policy> read(PreparedStatement select) throws SQLException {
        List<Policy> policies = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                policies.add(of(row));
            }
        }
        return policies;
    }

    private static Policy of(ResultSet row) throws SQLException {
        PolicyForm form = null;
        String fault = null;
        try {
            form = PolicyCheck.readable(PolicyForm.read(row.getString("form")), row.getBoolean("deleted"));
        } catch (InvalidPolicy invalid) {
            fault = invalid.getMessage();
        }
        return new Policy(row.getString("name"), row.getLong("version"), row.getLong("revision"),
                row.getBoolean("deleted"), row.getInt("position"), form, fault,
                row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getString("changed_by"));
    }
}
