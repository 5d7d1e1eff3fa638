package contacthub.contact.likeness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.identity.Candidates;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * Compares customers whose card is new or has changed with those they share something with, away from the intake, and
 * proposes pairs that look enough alike; one instance at a time, whichever is there.
 */
@ApplicationScoped
class Comparing {

    private static final int MOST = 200;
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final String TURN = "SELECT id FROM compare_turn FOR UPDATE SKIP LOCKED";
    private static final String CLAIM = """
            DELETE FROM to_compare WHERE id IN (SELECT id FROM to_compare ORDER BY id LIMIT ?) RETURNING customer_id""";

    private final Transactions transactions;
    private final LookAlikes lookAlikes;
    private final Candidates candidates;
    private final Clock clock;
    private final int enough;
    private final Worker worker = new Worker("look-alikes", EVERY, () -> compare() == MOST);

    Comparing(Transactions transactions, LookAlikes lookAlikes, Candidates candidates, Clock clock,
            @ConfigProperty(name = "hub.identity.look-alike-points") int enough) {
        this.transactions = transactions;
        this.lookAlikes = lookAlikes;
        this.candidates = candidates;
        this.clock = clock;
        this.enough = enough;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int compare() {
        return transactions.inNew(connection -> {
            List<UUID> changed = isOurTurn(connection) ? claim(connection) : List.of();
            if (!changed.isEmpty()) {
                compare(connection, new HashSet<>(changed));
            }
            return changed.size();
        });
    }

    private void compare(Connection connection, Set<UUID> changed) throws SQLException {
        List<Somebody> people = LookAlikes.people(connection, changed);
        lookAlikes.remember(connection, changed, people);
        List<Candidates.Alike> alike = lookAlikes.of(connection, people).stream()
                .filter(pair -> pair.likeness().score() >= enough)
                .map(pair -> new Candidates.Alike(pair.one(), pair.two(), pair.likeness().score(),
                        pair.likeness().because()))
                .toList();
        candidates.propose(connection, changed, alike, clock.instant());
    }

    private static boolean isOurTurn(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TURN); ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private static List<UUID> claim(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(CLAIM)) {
            delete.setInt(1, MOST);
            List<UUID> claimed = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    claimed.add(row.getObject(1, UUID.class));
                }
            }
            return claimed;
        }
    }
}
