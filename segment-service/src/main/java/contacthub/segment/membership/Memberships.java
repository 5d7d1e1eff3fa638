package contacthub.segment.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.SegmentFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.CustomersTurned;
import contacthub.segment.custom.Judged;
import contacthub.segment.custom.Verdict;
import contacthub.segment.scoring.Emptied;
import contacthub.segment.scoring.Regrouped;

/** Moves customers between segments: the present place, the history and the published facts are one change. */
@ApplicationScoped
class Memberships {

    static final String ACTIVITY = "activity";

    private static final String SOURCE = "/segment-service";
    private static final String PRESENT = """
            SELECT customer, family, segment FROM membership WHERE customer = ANY (?)""";
    private static final String REMEMBER = """
            INSERT INTO segment_change
                (id, customer, family, segment, previous, at, rule_version, because, numbers, caused_by)
            SELECT id, customer, family, segment, previous, at, rule_version, because, numbers::jsonb, caused_by
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                n (id, customer, family, segment, previous, at, rule_version, because, numbers, caused_by)""";
    private static final String PLACE = """
            INSERT INTO membership (customer, family, segment, change) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT (customer, family) DO UPDATE SET segment = excluded.segment, change = excluded.change""";

    private static final String REST = """
            WITH gone AS (DELETE FROM membership WHERE customer = ANY (?) RETURNING *)
            INSERT INTO resting_membership (customer, family, segment, change)
            SELECT customer, family, segment, change FROM gone
            ON CONFLICT (customer, family) DO UPDATE SET segment = excluded.segment, change = excluded.change""";
    private static final String WAKE = """
            WITH back AS (DELETE FROM resting_membership WHERE customer = ANY (?) RETURNING *)
            INSERT INTO membership (customer, family, segment, change)
            SELECT customer, family, segment, change FROM back ON CONFLICT DO NOTHING""";
    private static final String LEAVE = """
            DELETE FROM membership m USING unnest(?, ?) n (customer, family)
            WHERE m.customer = n.customer AND m.family = n.family""";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;

    Memberships(Transactions transactions, Outbox outbox, Ids ids) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
    }

    void on(@Observes Regrouped regrouped) {
        move(regrouped.customers().stream()
                .map(customer -> new Move(customer.id(), ACTIVITY, ACTIVITY + "." + customer.placement().group(), null,
                        regrouped.ruleVersion(), regrouped.at(), customer.placement().because(),
                        customer.placement().numbers(), customer.cause()))
                .toList());
    }

    /** A custom segment is a family of its own: a customer may be in several. */
    void on(@Observes Judged judged) {
        transactions.inCurrent(connection -> {
            Map<Place, String> present = present(connection,
                    judged.verdicts().stream().map(Verdict::customer).distinct().toList());
            move(connection, judged.verdicts().stream()
                    .filter(verdict -> verdict.holds() != present
                            .containsKey(new Place(verdict.customer(), verdict.segment())))
                    .map(verdict -> new Move(verdict.customer(), verdict.segment(),
                            verdict.holds() ? verdict.segment() : null, verdict.position(), verdict.ruleVersion(),
                            judged.at(), verdict.because().get(), verdict.numbers(), verdict.cause()))
                    .toList());
            return null;
        });
    }

    private void move(List<Move> moves) {
        transactions.inCurrent(connection -> {
            move(connection, moves);
            return null;
        });
    }

    /** Who is part of another is in no segment of its own, and comes back to where it was. */
    void on(@Observes CustomersTurned turned) {
        transactions.inCurrent(connection -> {
            turn(connection, REST, turned.resting());
            turn(connection, WAKE, turned.awake());
            return null;
        });
    }

    private static void turn(Connection connection, String sql, List<UUID> customers) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            change.executeUpdate();
        }
    }

    /** Who has nothing left to be grouped by leaves for no other segment. */
    void on(@Observes Emptied emptied) {
        List<Move> moves = new ArrayList<>();
        emptied.customers()
                .forEach((customer, cause) -> moves.add(new Move(customer, ACTIVITY, null, null, emptied.ruleVersion(),
                        emptied.at(), "an undone merge took its purchases back", Map.of(), cause)));
        move(moves);
    }

    /** Whoever is there already stays as it is. */
    private void move(Connection connection, List<Move> moves) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        Map<Place, String> present = present(connection, moves.stream().map(Move::customer).distinct().toList());
        List<Step> steps = moves.stream()
                .map(move -> new Step(ids.next(), move, present.get(new Place(move.customer(), move.family()))))
                .filter(step -> !Objects.equals(step.move().segment(), step.previous()))
                .toList();
        if (!steps.isEmpty()) {
            remember(connection, steps);
            place(connection, steps.stream().filter(step -> step.move().segment() != null).toList());
            leave(connection, steps.stream().filter(step -> step.move().segment() == null).toList());
            outbox.publish(connection, events(steps));
        }
    }

    private static Map<Place, String> present(Connection connection, List<UUID> customers) throws SQLException {
        Map<Place, String> present = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(PRESENT)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.put(new Place(row.getObject(1, UUID.class), row.getString(2)), row.getString(3));
                }
            }
        }
        return present;
    }

    private static void remember(Connection connection, List<Step> steps) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            Columns.of(connection, insert, steps)
                    .bind("uuid", Step::id)
                    .bind("uuid", step -> step.move().customer())
                    .bind("text", step -> step.move().family())
                    .bind("text", step -> step.move().segment())
                    .bind("text", Step::previous)
                    .bind("timestamptz", step -> step.move().at())
                    .bind("text", step -> step.move().ruleVersion())
                    .bind("text", step -> step.move().because())
                    .bind("text", step -> Json.text(step.move().numbers()))
                    .bind("text", step -> step.move().cause().event());
            insert.executeUpdate();
        }
    }

    private static void place(Connection connection, List<Step> steps) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(PLACE)) {
            Columns.of(connection, upsert, steps)
                    .bind("uuid", step -> step.move().customer())
                    .bind("text", step -> step.move().family())
                    .bind("text", step -> step.move().segment())
                    .bind("uuid", Step::id);
            upsert.executeUpdate();
        }
    }

    private static void leave(Connection connection, List<Step> steps) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(LEAVE)) {
            Columns.of(connection, delete, steps).bind("uuid", step -> step.move().customer())
                    .bind("text", step -> step.move().family());
            delete.executeUpdate();
        }
    }

    private List<Event<?>> events(List<Step> steps) {
        List<Event<?>> events = new ArrayList<>();
        for (Step step : steps) {
            boolean leaves = step.move().segment() == null;
            if (step.previous() != null) {
                events.add(event(step.left(), leaves ? step.id() : ids.next(), step.move()));
            }
            if (!leaves) {
                events.add(event(step.entered(), step.id(), step.move()));
            }
        }
        return events;
    }

    private static Event<SegmentFact> event(SegmentFact fact, UUID id, Move move) {
        return Event.of(fact, id.toString(), SOURCE, move.customer().toString(), move.at())
                .causedBy(move.cause().event())
                .traced(move.cause().trace());
    }

    private record Place(UUID customer, String family) {}

    /** A move that changes something; its id is that of the change and of the fact that tells of it. */
    private record Step(UUID id, Move move, String previous) {

        SegmentFact.Left left() {
            return new SegmentFact.Left(previous, move.segment(), move.ruleVersion(), move.because(), move.numbers());
        }

        SegmentFact.Entered entered() {
            return new SegmentFact.Entered(move.segment(), previous, move.ruleVersion(), move.because(),
                    move.numbers(), move.position());
        }
    }
}
