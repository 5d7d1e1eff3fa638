package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.notification.channel.Adapters;
import contacthub.notification.decision.DecidingChannel;
import contacthub.notification.decision.DecidingChannel.Question;
import contacthub.notification.decision.Decision;
import contacthub.notification.decision.Hold;
import contacthub.notification.decision.Means;
import contacthub.notification.preference.PreferenceChannel;

/** Sends what failed for good on one channel on the next that may be used, at once (spec 50). */
@ApplicationScoped
class Rerouting {

    private static final String TRIED = """
            SELECT DISTINCT ON (channel) channel, coalesce(reason, detail, 'failed') FROM delivery
            WHERE notification = ? AND channel IS NOT NULL ORDER BY channel, number DESC""";
    private static final String REROUTE = """
            UPDATE notification SET channel = ?, to_type = ?, to_value = ?, to_name = ?, decided_by = ?,
                because = because || '; then ' || ?, reason = 'next-channel', detail = NULL, thread = NULL,
                in_reply_to = NULL, earlier_attempts = attempts, first_attempt_at = NULL, in_flight_until = NULL,
                next_attempt_at = coalesce(?, now())
            WHERE id = ? AND attempts = ? AND state = 'sending'""";

    private final DecidingChannel deciding;
    private final Adapters adapters;
    private final Clock clock;

    Rerouting(DecidingChannel deciding, Adapters adapters, Clock clock) {
        this.deciding = deciding;
        this.adapters = adapters;
        this.clock = clock;
    }

    /** Whether another channel takes it, in the caller's transaction, after the failed attempt was recorded. */
    boolean take(Connection connection, Claimed claimed) throws SQLException {
        if (!claimed.isOurs()) {
            return false;
        }
        Decision decision = deciding.decide(new Question(claimed.customer(), claimed.category(), claimed.critical(),
                clock.instant(), new Means(Optional.of(adapters.working()), tried(connection, claimed.id())),
                claimed.id()));
        return decision.channel() != null && reroute(connection, claimed, decision);
    }

    private static Map<PreferenceChannel, String> tried(Connection connection, UUID notification)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TRIED)) {
            select.setObject(1, notification);
            Map<PreferenceChannel, String> tried = new EnumMap<>(PreferenceChannel.class);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tried.put(PreferenceChannel.ofContact(row.getString(1)), row.getString(2));
                }
            }
            return tried;
        }
    }

    private static boolean reroute(Connection connection, Claimed claimed, Decision decision) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REROUTE)) {
            update.setString(1, decision.contactChannel());
            update.setString(2, decision.to().type());
            update.setString(3, decision.to().value());
            update.setString(4, decision.to().name());
            update.setString(5, decision.decidedBy().word());
            update.setString(6, decision.channel().word() + " by " + decision.decidedBy().word());
            Instant until = decision.hold().map(Hold::until).orElse(null);
            update.setObject(7, until == null ? null : until.atOffset(ZoneOffset.UTC));
            update.setObject(8, claimed.id());
            update.setInt(9, claimed.attempt());
            return update.executeUpdate() == 1;
        }
    }
}
