package contacthub.segment.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String LEAVE = "DELETE FROM membership WHERE customer = ANY (?) AND family = ?";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;

    Memberships(Transactions transactions, Outbox outbox, Ids ids) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
    }

    void on(@Observes Regrouped regrouped) {
        List<Move> moves = regrouped.customers().stream()
                .map(customer -> new Move(customer.id(), ACTIVITY + "." + customer.placement().group(),
                        regrouped.ruleVersion(), regrouped.at(), customer.placement().because(),
                        customer.placement().numbers(), customer.cause()))
                .toList();
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
                .forEach((customer, cause) -> moves.add(new Move(customer, ACTIVITY + ".", emptied.ruleVersion(),
                        emptied.at(), "an undone merge took its purchases back", Map.of(), cause)));
        transactions.inCurrent(connection -> {
            leave(connection, moves);
            return null;
        });
    }

    private void leave(Connection connection, List<Move> moves) throws SQLException {
        Map<Place, String> present = present(connection, moves);
        List<Step> steps = moves.stream()
                .map(move -> new Step(ids.next(), move, present.get(new Place(move.customer(), ACTIVITY))))
                .filter(step -> step.previous() != null).toList();
        remember(connection, steps);
        try (PreparedStatement delete = connection.prepareStatement(LEAVE)) {
            delete.setArray(1, connection.createArrayOf("uuid", moves.stream().map(Move::customer).toArray()));
            delete.setString(2, ACTIVITY);
            delete.executeUpdate();
        }
        outbox.publish(connection, steps.stream().<Event<?>>map(
                step -> event(new SegmentFact.Left(step.previous(), null, step.move().ruleVersion(),
                        step.move().because(), step.move().numbers()), step.id(), step.move()))
                .toList());
    }

    /** Whoever is there already stays as it is. */
    void move(Connection connection, List<Move> moves) throws SQLException {
        Map<Place, String> present = present(connection, moves);
        List<Step> steps = moves.stream()
                .map(move -> new Step(ids.next(), move, present.get(new Place(move.customer(), move.family()))))
                .filter(step -> !step.move().segment().equals(step.previous()))
                .toList();
        if (!steps.isEmpty()) {
            remember(connection, steps);
            place(connection, steps);
            outbox.publish(connection, events(steps));
        }
    }

    private static Map<Place, String> present(Connection connection, List<Move> moves) throws SQLException {
        Map<Place, String> present = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(PRESENT)) {
            select.setArray(1, connection.createArrayOf("uuid", moves.stream().map(Move::customer).toArray()));
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
                    .bind("text", step -> step.move().segment().endsWith(".") ? null : step.move().segment())
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
        try (PreparedStatement upsert = connection.prepareStatement(PLACE)) {
            Columns.of(connection, upsert, steps)
                    .bind("uuid", step -> step.move().customer())
                    .bind("text", step -> step.move().family())
                    .bind("text", step -> step.move().segment())
                    .bind("uuid", Step::id);
            upsert.executeUpdate();
        }
    }

    private List<Event<?>> events(List<Step> steps) {
        List<Event<?>> events = new ArrayList<>();
        for (Step step : steps) {
            if (step.previous() != null) {
                events.add(event(step.left(), ids.next(), step.move()));
            }
            events.add(event(step.entered(), step.id(), step.move()));
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
                    move.numbers());
        }
    }
}
