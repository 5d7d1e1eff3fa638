package contacthub.segment.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.web.BoundedQuery;
import contacthub.segment.activity.EveryCustomer;
import contacthub.segment.report.ActivityMatrixReport.Share;
import contacthub.segment.scoring.ActivityMatrix;

/** The activity matrix as it was at the beginning of a day (UTC), from the purchases before it, and who moved between two days. */
@ApplicationScoped
class Migration {

    private static final String CELL = """
            width_bucket(greatest(floor(extract(epoch FROM (?::timestamptz - last_at)) / 86400), 0), ?::numeric[]) AS row,
            width_bucket(days::numeric, ?::numeric[]) AS col""";
    private static final String AS_OF = EveryCustomer.WHOLE + "SELECT " + CELL + """
            , currency, count(*), sum(lifetime)
            FROM whole GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";
    private static final String MOVES = """
            WITH bought AS (
                SELECT coalesce(r.root, d.customer) AS customer, d.day, d.last_at
                FROM purchase_day d LEFT JOIN customer_root r ON r.customer = d.customer WHERE d.day < ?::date),
            earlier AS (
                SELECT customer, max(last_at) AS last_at, count(DISTINCT day) AS days FROM bought WHERE day < ?::date
                GROUP BY customer),
            later AS (
                SELECT customer, max(last_at) AS last_at, count(DISTINCT day) AS days FROM bought GROUP BY customer),
            was AS (SELECT customer,\s""" + CELL + """

                FROM earlier),
            became AS (SELECT customer,\s""" + CELL + """

                FROM later)
            SELECT was.row, was.col, became.row, became.col, count(*) FROM became LEFT JOIN was USING (customer)
            GROUP BY 1, 2, 3, 4 ORDER BY 1 NULLS FIRST, 2, 3, 4""";

    /**
     * Customers who were in one cell and came to be in another, or stayed.
     *
     * @param from row and column of the cell, both 0 where they had not bought yet
     */
    record Move(Place from, Place to, long customers) {}

    /** A cell by its row and column, which count from 1. */
    record Place(int row, int column) {}

    /** Customers and money in each cell at the beginning of a day. */
    List<Share> asOf(Connection connection, ActivityMatrix matrix, LocalDate day) throws SQLException {
        List<Share> shares = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(AS_OF)) {
            select.setObject(1, day);
            select.setObject(2, day);
            select.setObject(3, day);
            cell(connection, select, 4, matrix, day);
            try (ResultSet row = BoundedQuery.run(select)) {
                while (row.next()) {
                    BigDecimal money = row.getBigDecimal(5).stripTrailingZeros();
                    shares.add(new Share(row.getInt(1), row.getInt(2), row.getString(3), row.getLong(4), money));
                }
            }
        }
        return shares;
    }

    /** Who moved from where to where between two days; whoever first bought in between comes from nowhere. */
    List<Move> moves(Connection connection, ActivityMatrix matrix, LocalDate from, LocalDate to)
            throws SQLException {
        List<Move> moves = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MOVES)) {
            select.setObject(1, to);
            select.setObject(2, from);
            cell(connection, select, 3, matrix, from);
            cell(connection, select, 6, matrix, to);
            try (ResultSet row = BoundedQuery.run(select)) {
                while (row.next()) {
                    moves.add(new Move(new Place(row.getInt(1), row.getInt(2)), new Place(row.getInt(3), row.getInt(4)),
                            row.getLong(5)));
                }
            }
        }
        return moves;
    }

    private static void cell(Connection connection, PreparedStatement select, int first, ActivityMatrix matrix,
            LocalDate day) throws SQLException {
        select.setObject(first, day.atStartOfDay().atOffset(ZoneOffset.UTC));
        bounds(connection, select, first + 1, matrix.recencyBounds());
        bounds(connection, select, first + 2, matrix.purchaseBounds());
    }

    static void bounds(Connection connection, PreparedStatement select, int index, Set<Integer> bounds)
            throws SQLException {
        select.setArray(index, connection.createArrayOf("numeric", bounds.toArray()));
    }
}
