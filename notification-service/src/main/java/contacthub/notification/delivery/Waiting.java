package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.decision.DecidingChannel;
import contacthub.notification.decision.DecidingChannel.Question;
import contacthub.notification.decision.Decision;
import contacthub.notification.decision.Hold;
import contacthub.notification.decision.Means;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * What waits for its time: once that has come it is decided on again, since the customer may have said stop or wished
 * for another channel meanwhile; what was not sent in the time it was good for expires.
 */
@ApplicationScoped
class Waiting {

    private static final Logger LOG = Logger.getLogger(Waiting.class);

    private static final String DUE = """
            SELECT *, 0::bigint AS age FROM notification
            WHERE state = 'held' AND next_attempt_at <= now() AND (expires_at IS NULL OR expires_at > now())
            ORDER BY next_attempt_at LIMIT 50 FOR UPDATE SKIP LOCKED""";
    private static final String DECIDED = """
            UPDATE notification SET state = ?, channel = ?, to_type = ?, to_value = ?, to_name = ?, decided_by = ?,
                because = coalesce(?, because), reason = ?, detail = ?, day = coalesce(?, day),
                next_attempt_at = coalesce(?, now())
            WHERE id = ?""";
    private static final String EXPIRED = """
            UPDATE notification SET state = 'expired', reason = 'expired' WHERE id IN (
                SELECT id FROM notification WHERE state IN ('queued', 'held', 'sending') AND in_flight_until IS NULL
                    AND expires_at <= now() LIMIT 500 FOR UPDATE SKIP LOCKED)
            RETURNING *, 0::bigint AS age""";

    private final Transactions transactions;
    private final DecidingChannel deciding;
    private final Adapters adapters;
    private final Telling telling;
    private final Clock clock;
    private final Worker worker = new Worker("held", this::round);

    Waiting(Transactions transactions, DecidingChannel deciding, Adapters adapters, Telling telling,
            Clock clock) {
        this.transactions = transactions;
        this.deciding = deciding;
        this.adapters = adapters;
        this.telling = telling;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        worker.stop();
    }

    /** Answers whether there is more to do at once. */
    private boolean round() {
        int expired = transactions.inNew(this::expire);
        int released = transactions.inNew(this::release);
        LOG.tracef("%s expired, %s released", expired, released);
        return expired + released > 0;
    }

    private int expire(Connection connection) throws SQLException {
        List<Claimed> expired = read(connection, EXPIRED);
        telling.tell(connection, expired, Function.identity(),
                one -> new NotificationFact.Expired(one.id().toString(), one.channel()));
        return expired.size();
    }

    private int release(Connection connection) throws SQLException {
        List<Claimed> due = read(connection, DUE);
        for (Claimed one : due) {
            decideAgain(connection, one);
        }
        return due.size();
    }

    private void decideAgain(Connection connection, Claimed held) throws SQLException {
        Decision decision = deciding.decide(new Question(held.customer(), held.category(), held.critical(),
                clock.instant(), Means.of(adapters.working()), held.id()));
        if (decision.channel() == null) {
            String because = decision.decidedBy().word() + ": " + decision.why();
            update(connection, held, State.SUPPRESSED, decision, because, null);
            telling.tell(connection, held,
                    new NotificationFact.Suppressed(held.id().toString(), held.category().word(), because));
        } else if (decision.hold().isPresent()) {
            Hold hold = decision.hold().get();
            update(connection, held, State.HELD, decision, "held", hold.because());
            telling.tell(connection, held, new NotificationFact.Held(held.id().toString(), decision.contactChannel(),
                    hold.until(), hold.because()));
        } else {
            update(connection, held, State.QUEUED, decision, null, null);
        }
    }

    private static void update(Connection connection, Claimed held, State state, Decision decision, String reason,
            String detail) throws SQLException {
        boolean found = decision.channel() != null;
        try (PreparedStatement update = connection.prepareStatement(DECIDED)) {
            update.setString(1, state.word());
            update.setString(2, found ? decision.contactChannel() : null);
            update.setString(3, found ? decision.to().type() : null);
            update.setString(4, found ? decision.to().value() : null);
            update.setString(5, found ? decision.to().name() : null);
            update.setString(6, decision.decidedBy().word());
            update.setString(7, found ? decision.channel().word() + " by " + decision.decidedBy().word() : null);
            update.setString(8, reason);
            update.setString(9, detail);
            update.setObject(10, decision.day(), Types.DATE);
            update.setObject(11, decision.hold().map(Hold::until).map(Waiting::offset).orElse(null),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(12, held.id());
            update.executeUpdate();
        }
    }

    private static Object offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static List<Claimed> read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return Claimed.all(statement);
        }
    }
}
