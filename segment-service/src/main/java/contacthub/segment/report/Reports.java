package contacthub.segment.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.segment.scoring.ActivityCell;
import contacthub.segment.scoring.ActivityMatrix;
import contacthub.segment.scoring.ScoringRule;
import contacthub.segment.scoring.ScoringRules;

/** Counts all customers at once, in the database. */
@ApplicationScoped
class Reports {

    private static final String MATRIX = """
            SELECT width_bucket(greatest(floor(extract(epoch FROM (?::timestamptz - last_purchase)) / 86400), 0),
                       ?::numeric[]) AS row,
                   width_bucket(purchase_days::numeric, ?::numeric[]) AS col,
                   currency, count(*), sum(lifetime)
            FROM score GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";
    private static final String RFM = """
            SELECT r, f, m, activity_group, count(*) FROM score GROUP BY 1, 2, 3, 4
            ORDER BY 1 DESC, 2 DESC, 3 DESC, 4""";

    private final Transactions transactions;
    private final ScoringRules rules;
    private final Migration migration;
    private final Clock clock;

    Reports(Transactions transactions, ScoringRules rules, Migration migration, Clock clock) {
        this.transactions = transactions;
        this.rules = rules;
        this.migration = migration;
        this.clock = clock;
    }

    /**
     * The matrix as of now, or as it was at the beginning of a day.
     *
     * @param from tells who moved since the beginning of that day, where it is given
     */
    ActivityMatrixReport activityMatrix(Optional<LocalDate> from, Optional<LocalDate> to) {
        return transactions.inNew(connection -> {
            ScoringRule rule = rules.current(connection);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (from.isEmpty() && to.isEmpty()) {
                return report(rule, now, shares(connection, rule.matrix(), now), null);
            }
            LocalDate day = to.orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.UTC));
            List<Migration.Move> moves = from.isEmpty()
                    ? null
                    : migration.moves(connection, rule.matrix(), from.get(), day);
            return report(rule, day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    migration.asOf(connection, rule.matrix(), day), moves);
        });
    }

    private static ActivityMatrixReport report(ScoringRule rule, Instant asOf,
            List<ActivityMatrixReport.Share> shares, List<Migration.Move> moves) {
        int columns = rule.matrix().purchaseBounds().size();
        Map<Integer, List<ActivityMatrixReport.Share>> byCell = shares.stream()
                .collect(groupingBy(share -> (share.row() - 1) * columns + share.column() - 1));
        List<ActivityMatrixReport.Cell> cells = new ArrayList<>();
        for (ActivityCell cell : rule.matrix().cells()) {
            cells.add(ActivityMatrixReport.Cell.of(cell, byCell.getOrDefault(cells.size(), List.of())));
        }
        long customers = cells.stream().mapToLong(ActivityMatrixReport.Cell::customers).sum();
        return new ActivityMatrixReport(asOf, rule.version(), customers, cells,
                moves == null ? null : moves.stream().map(move -> named(move, rule.matrix(), columns)).toList());
    }

    private static ActivityMatrixReport.Move named(Migration.Move move, ActivityMatrix matrix, int columns) {
        return new ActivityMatrixReport.Move(cell(move.from(), matrix, columns), cell(move.to(), matrix, columns),
                move.customers());
    }

    private static ActivityMatrixReport.Place cell(Migration.Place place, ActivityMatrix matrix, int columns) {
        if (place.row() == 0) {
            return null;
        }
        ActivityCell cell = matrix.cells().get((place.row() - 1) * columns + place.column() - 1);
        return new ActivityMatrixReport.Place(cell.recencyFrom(), cell.purchasesFrom(), cell.group());
    }

    private static List<ActivityMatrixReport.Share> shares(Connection connection, ActivityMatrix matrix, Instant now)
            throws SQLException {
        List<ActivityMatrixReport.Share> shares = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MATRIX)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            Migration.bounds(connection, select, 2, matrix.recencyBounds());
            Migration.bounds(connection, select, 3, matrix.purchaseBounds());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shares.add(new ActivityMatrixReport.Share(row.getInt(1), row.getInt(2), row.getString(3),
                            row.getLong(4), row.getBigDecimal(5).stripTrailingZeros()));
                }
            }
        }
        return shares;
    }

    RfmReport rfm() {
        return transactions.inCurrent(connection -> {
            List<Count> counts = counts(connection);
            return new RfmReport(rules.current(connection).version(),
                    counts.stream().mapToLong(Count::customers).sum(), cells(counts), groups(counts));
        });
    }

    private static List<Count> counts(Connection connection) throws SQLException {
        List<Count> counts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(RFM); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.add(new Count(new Scores(row.getInt(1), row.getInt(2), row.getInt(3)), row.getString(4),
                        row.getLong(5)));
            }
        }
        return counts;
    }

    /** The best first, as they were counted. */
    private static List<RfmReport.Cell> cells(List<Count> counts) {
        Map<Scores, Long> sums = counts.stream()
                .collect(groupingBy(Count::scores, LinkedHashMap::new, summingLong(Count::customers)));
        return sums.entrySet().stream().map(sum -> new RfmReport.Cell(sum.getKey().r(), sum.getKey().f(),
                sum.getKey().m(), sum.getValue())).toList();
    }

    private static List<RfmReport.Group> groups(List<Count> counts) {
        Map<String, Long> sums = counts.stream()
                .collect(groupingBy(Count::group, TreeMap::new, summingLong(Count::customers)));
        return sums.entrySet().stream().map(sum -> new RfmReport.Group(sum.getKey(), sum.getValue())).toList();
    }

    private record Scores(int r, int f, int m) {}

    private record Count(Scores scores, String group, long customers) {}
}
