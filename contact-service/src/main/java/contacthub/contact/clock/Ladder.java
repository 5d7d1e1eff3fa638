package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Isolation.Which;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.contact.policy.SlaPolicies;
import contacthub.contact.policy.Target;
import contacthub.runtime.sql.Columns;

/**
 * Climbs the ladders of clocks whose deadlines have passed, each step once: an answer takes a clock off its ladder in the
 * transaction that records it. Whoever calls holds the conversations' rows, as whoever records an answer does.
 */
@ApplicationScoped
public class Ladder {

    private static final String LOCKED = """
            SELECT *, now() AS now FROM sla_clock WHERE id = ANY (?) AND ladder_at <= now() ORDER BY id FOR UPDATE""";
    private static final String CLIMBED = """
            UPDATE sla_clock c SET climbed = n.climbed, ladder_at = n.ladder_at, fault = NULL, retry_at = NULL
            FROM unnest(?, ?, ?) n (id, climbed, ladder_at) WHERE c.id = n.id""";
    private static final String REST = "UPDATE sla_clock SET ladder_at = NULL WHERE id = ANY (?)";
    private static final String WAKE = """
            UPDATE sla_clock SET ladder_at = now()
            WHERE conversation_id = ANY (?) AND state = 'breached' AND stopped_at IS NULL""";

    private final SlaPolicies policies;
    private final SlaClocks clocks;
    private final LadderTimes times;

    Ladder(SlaPolicies policies, SlaClocks clocks, LadderTimes times) {
        this.policies = policies;
        this.clocks = clocks;
        this.times = times;
    }

    /** What is done where a clock's ladder is to be looked at. */
    public interface Climbing extends Isolation.Work {

        @Override
        default String moment() {
            return DueClocks.LADDER;
        }
    }

    /** The steps that are to be taken for a clock now, in their order; there may be none. */
    public record Climb(SlaClock clock, List<Step> steps) {}

    private record Place(SlaClock clock, int climbed, Instant now) {}

    private record Climbed(UUID clock, int steps, Instant next) {}

    /** The clocks whose ladders are to be looked at, by conversation; nothing is locked. */
    public Map<UUID, List<UUID>> due(Connection connection, Which which) throws SQLException {
        return DueClocks.places(connection, DueClocks.LADDER, which);
    }

    /** Takes the steps that are due for those of these clocks that are still not answered, and remembers them as taken. */
    public List<Climb> climb(Connection connection, Collection<UUID> which) throws SQLException {
        List<Place> places = which.isEmpty() ? List.of() : locked(connection, which);
        Map<UUID, Target> governing = governing(connection, places);
        List<Climb> climbs = new ArrayList<>();
        List<Climbed> climbed = new ArrayList<>();
        for (Place place : places) {
            SlaClock clock = place.clock;
            List<Step> steps = steps(clock, governing);
            int reached = Math.max(place.climbed, times.reached(clock, steps, place.now));
            climbs.add(new Climb(clock, steps.subList(Math.min(place.climbed, steps.size()),
                    Math.min(reached, steps.size()))));
            climbed.add(new Climbed(clock.id(), reached, times.next(clock, steps, reached)));
        }
        write(connection, climbed);
        return climbs;
    }

    private List<Step> steps(SlaClock clock, Map<UUID, Target> governing) {
        Target target = clock.kind().isByPolicy() ? clock.target() : governing.get(clock.conversation());
        return target == null || !LadderTimes.climbs(clock) ? List.of() : policies.ladder(clock.kind(), target);
    }

    /** A promise and a step go by the policy that set the first-reply clock of their conversation. */
    private Map<UUID, Target> governing(Connection connection, List<Place> places) throws SQLException {
        List<UUID> conversations = places.stream().map(Place::clock).filter(clock -> !clock.kind().isByPolicy())
                .map(SlaClock::conversation).distinct().toList();
        return clocks.firstReplies(connection, conversations).stream()
                .collect(Collectors.toMap(SlaClock::conversation, SlaClock::target, (one, other) -> one));
    }

    private static List<Place> locked(Connection connection, Collection<UUID> which) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCKED)) {
            select.setArray(1, connection.createArrayOf("uuid", which.toArray()));
            List<Place> places = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(SlaClocks.of(row), row.getInt("climbed"), SlaClocks.time(row, "now")));
                }
            }
            return places;
        }
    }

    private static void write(Connection connection, List<Climbed> climbed) throws SQLException {
        if (climbed.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(CLIMBED)) {
            Columns.of(connection, update, climbed)
                    .bind("uuid", Climbed::clock)
                    .bind("int4", Climbed::steps)
                    .bind("timestamptz", Climbed::next);
            update.executeUpdate();
        }
    }

    /** Nobody climbs for these until they are woken: their conversations are resolved. */
    public void rest(Connection connection, Collection<UUID> which) throws SQLException {
        if (which.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(REST)) {
            update.setArray(1, connection.createArrayOf("uuid", which.toArray()));
            update.executeUpdate();
        }
    }

    /** Conversations were reopened: what they still owe is climbed for again, from where it stood. */
    public void wake(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WAKE)) {
            update.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            update.executeUpdate();
        }
    }
}
