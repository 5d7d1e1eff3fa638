package contacthub.segment.interval;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Moods;
import contacthub.segment.recalculation.RecalculationBegun;

/**
 * Tells, once a customer, that the second purchase is due: the customer has bought on one day only, and the day by which
 * 80 % of those who came again had done so is near. The database's clock decides, however long nobody looked; but who
 * came near more than a month ago is left in peace. A purchase on a second day ends the waiting, and so does a complaint
 * that is open when the moment comes.
 */
@ApplicationScoped
class DuePurchases {

    private static final String SOURCE = "/segment-service";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 200;
    /** Fewer second purchases tell nothing of the next one. */
    private static final int FEWEST = 30;
    /** How many days before the point a customer is near it, but never more than a quarter of the way. */
    private static final double NEAR_DAYS = 7;
    private static final double NEAR_SHARE = 0.25;
    private static final int LATEST_DAYS = 30;

    private static final String CLAIM = """
            SELECT s.customer, s.last_purchase, now() FROM score s
            WHERE s.purchase_days = 1 AND s.last_purchase <= now() - make_interval(secs => ?)
            AND s.last_purchase > now() - make_interval(secs => ?)
            AND NOT EXISTS (SELECT 1 FROM purchase_due d WHERE d.customer = s.customer)
            AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = s.customer AND c.erased_at IS NOT NULL)
            ORDER BY s.last_purchase LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String DECIDED = "SELECT customer FROM purchase_due WHERE customer = ANY (?)";
    private static final String DECIDE = """
            INSERT INTO purchase_due (customer, last_purchase, decided_at, outcome) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final Transactions transactions;
    private final SecondPurchases secondPurchases;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Worker worker = new Worker("purchase-due", LOOK, this::tell);

    DuePurchases(Transactions transactions, SecondPurchases secondPurchases, Outbox outbox, Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.secondPurchases = secondPurchases;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    private record Due(UUID customer, Instant last, Instant now, String outcome) {

        Due stopped() {
            return new Due(customer, last, now, "complaint");
        }

        boolean isTold() {
            return outcome.equals("told");
        }
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    void on(@Observes RecalculationBegun begun) {
        transactions.inCurrent(connection -> {
            secondPurchases.forget(connection);
            return null;
        });
    }

    private boolean tell() {
        return transactions.inNew(connection -> {
            secondPurchases.keepDaily(connection);
            Optional<SecondPurchase> usual = secondPurchases.kept(connection)
                    .filter(kept -> kept.boughtAgain() >= FEWEST);
            return usual.isPresent() && tell(connection, usual.get());
        });
    }

    private boolean tell(Connection connection, SecondPurchase usual) throws SQLException {
        List<Due> claimed = claim(connection, nearAfterDays(usual.mostDays()));
        if (!claimed.isEmpty()) {
            List<Due> decided = decide(connection, claimed);
            write(connection, decided);
            outbox.publish(connection, decided.stream().filter(Due::isTold).<Event<?>>map(due -> event(due, usual))
                    .toList());
        }
        return claimed.size() == BATCH;
    }

    /** After how many days without a second purchase a customer is near it. */
    static double nearAfterDays(double mostDays) {
        return mostDays - Math.min(NEAR_DAYS, mostDays * NEAR_SHARE);
    }

    private static List<Due> claim(Connection connection, double afterDays) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
            double after = afterDays * Duration.ofDays(1).toSeconds();
            select.setDouble(1, after);
            select.setDouble(2, after + Duration.ofDays(LATEST_DAYS).toSeconds());
            select.setInt(3, BATCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(row.getObject(1, UUID.class),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getObject(3, OffsetDateTime.class).toInstant(), "told"));
                }
            }
        }
        return due;
    }

    /** Whoever was told of as part of another customer, or complains under any id it ever had, is not told of. */
    private List<Due> decide(Connection connection, List<Due> claimed) throws SQLException {
        Map<UUID, Whole> wholes = Redirects.of(connection, claimed.stream().map(Due::customer).toList());
        List<UUID> parts = wholes.values().stream().flatMap(whole -> whole.parts().stream()).toList();
        Set<UUID> stopping = new HashSet<>(Moods.complaining(connection, parts));
        stopping.addAll(decided(connection, parts));
        return claimed.stream()
                .map(due -> Collections.disjoint(stopping, wholes.get(due.customer()).parts()) ? due : due.stopped())
                .toList();
    }

    private static Set<UUID> decided(Connection connection, Collection<UUID> customers) throws SQLException {
        Set<UUID> decided = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(DECIDED)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    decided.add(row.getObject(1, UUID.class));
                }
            }
        }
        return decided;
    }

    private static void write(Connection connection, List<Due> decided) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DECIDE)) {
            Columns.of(connection, insert, decided).bind("uuid", Due::customer).bind("timestamptz", Due::last)
                    .bind("timestamptz", Due::now).bind("text", Due::outcome);
            insert.executeUpdate();
        }
    }

    private Event<PurchaseFact.Due> event(Due due, SecondPurchase usual) {
        long days = Duration.between(due.last(), due.now()).toDays();
        String because = "Bought once, %d days ago: half of those who come again do so within %.0f days, 80 %% within %.0f."
                .formatted(days, usual.medianDays(), usual.mostDays());
        var fact = new PurchaseFact.Due(due.last(), days, BigDecimal.valueOf(usual.medianDays()),
                BigDecimal.valueOf(usual.mostDays()), because);
        return Event.of(fact, ids.next().toString(), SOURCE, due.customer().toString(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
