package contacthub.segment.value;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.FactsTaken;

/** Counts service and visits by customer and day as their facts come, a statement a batch. */
@ApplicationScoped
class Counting {

    private static final String SERVED = """
            INSERT INTO service_day AS s (customer, day, measure, detail, times, amount)
            SELECT customer, day, measure, detail, sum(times), sum(amount)
            FROM unnest(?, ?, ?, ?, ?, ?) f (customer, day, measure, detail, times, amount)
            GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
            ON CONFLICT (customer, day, measure, detail) DO UPDATE SET
                times = s.times + excluded.times, amount = s.amount + excluded.amount""";
    private static final String VISITED = """
            INSERT INTO visit_day AS v (customer, day, page, source, visits, goals, first_at)
            SELECT customer, (at AT TIME ZONE 'UTC')::date, page, source, count(*), sum(goals), min(at)
            FROM unnest(?, ?, ?, ?, ?) f (customer, at, page, source, goals)
            GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
            ON CONFLICT (customer, day, page, source) DO UPDATE SET visits = v.visits + excluded.visits,
                goals = v.goals + excluded.goals, first_at = least(v.first_at, excluded.first_at)""";

    private final Transactions transactions;

    Counting(Transactions transactions) {
        this.transactions = transactions;
    }

    void on(@Observes FactsTaken taken) {
        List<Served> served = taken.facts().stream().map(Served::of).flatMap(Optional::stream).toList();
        List<Visited> visited = taken.facts().stream().map(Visited::of).flatMap(Optional::stream).toList();
        transactions.inCurrent(connection -> {
            serve(connection, served);
            visit(connection, visited);
            return null;
        });
    }

    private static void serve(Connection connection, List<Served> served) throws SQLException {
        if (served.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(SERVED)) {
            Columns.of(connection, upsert, served).bind("uuid", Served::customer).bind("date", Served::day)
                    .bind("text", Served::measure).bind("text", Served::detail).bind("int8", Served::times)
                    .bind("numeric", Served::amount);
            upsert.executeUpdate();
        }
    }

    private static void visit(Connection connection, List<Visited> visited) throws SQLException {
        if (visited.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(VISITED)) {
            Columns.of(connection, upsert, visited).bind("uuid", Visited::customer).bind("timestamptz", Visited::at)
                    .bind("text", Visited::page).bind("text", Visited::source).bind("int8", Visited::goals);
            upsert.executeUpdate();
        }
    }
}
