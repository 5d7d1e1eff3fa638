package contacthub.runtime.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * All enabled accounts and keys in memory, read anew when the table changed: at once where somebody changed them, within
 * a moment everywhere else. A request is never held up by the database,
 * and intake goes on while it is away.
 */
@ApplicationScoped
class Credentials {

    /** The sum, not the highest: a change may come from a machine whose clock is behind. */
    private static final String STATE = """
            SELECT count(*) || '/' || count(*) FILTER (WHERE disabled) || '/' || coalesce(sum(version), 0)
            FROM credential""";
    private static final String ALL = "SELECT kind, name, hash, roles FROM credential WHERE NOT disabled";

    private final Transactions transactions;
    private final Worker refresher = new Worker("credentials", Worker.AT_ONCE, this::refresh);
    private volatile Snapshot snapshot = new Snapshot("", Map.of(), Map.of());

    Credentials(Transactions transactions) {
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        refresher.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        refresher.stop();
    }

    /** Whoever changed an account is answered once this instance knows; on a thread that has no transaction. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialsChanged changed) {
        refresher.now();
    }

    Optional<Credential> user(String name) {
        return Optional.ofNullable(snapshot.users.get(name));
    }

    Optional<Credential> key(String sha256) {
        return Optional.ofNullable(snapshot.keys.get(sha256));
    }

    private boolean refresh() {
        transactions.inNew(connection -> {
            String state = state(connection);
            if (!state.equals(snapshot.state)) {
                snapshot = read(connection, state);
            }
            return null;
        });
        return false;
    }

    private static String state(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE); ResultSet found = select.executeQuery()) {
            found.next();
            return found.getString(1);
        }
    }

    private static Snapshot read(Connection connection, String state) throws SQLException {
        Map<String, Credential> users = new HashMap<>();
        Map<String, Credential> keys = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ALL); ResultSet found = select.executeQuery()) {
            while (found.next()) {
                String[] roles = (String[]) found.getArray("roles").getArray();
                var credential = new Credential(found.getString("kind"), found.getString("name"),
                        found.getString("hash"), Set.copyOf(Arrays.asList(roles)));
                if (credential.kind().equals(Credential.USER)) {
                    users.put(credential.name(), credential);
                } else {
                    keys.put(credential.hash(), credential);
                }
            }
        }
        return new Snapshot(state, users, keys);
    }

    private record Snapshot(String state, Map<String, Credential> users, Map<String, Credential> keys) {}
}
