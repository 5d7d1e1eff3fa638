package contacthub.segment.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import contacthub.segment.scoring.ActivityCell;

/**
 * How many customers and how much money is in each cell of the activity matrix.
 *
 * @param migration who moved from where to where since an earlier day, where that was asked for
 */
record ActivityMatrixReport(Instant asOf, String ruleVersion, long customers, List<Cell> cells, List<Move> migration) {

    /** Customers who were in one cell and are in another, or the same; from is absent for those who had not bought yet. */
    record Move(Place from, Place to, long customers) {}

    /** A cell by where it begins. */
    record Place(int recencyFrom, int purchasesFrom, String group) {}

    /** One cell: from these days and purchase days on, up to but without the next. */
    record Cell(int recencyFrom, Integer recencyBelow, int purchasesFrom, Integer purchasesBelow, String group,
            long customers, List<Money> money) {

        static Cell of(ActivityCell cell, List<Share> shares) {
            return new Cell(cell.recencyFrom(), cell.recencyBelow(), cell.purchasesFrom(), cell.purchasesBelow(),
                    cell.group(), shares.stream().mapToLong(Share::customers).sum(),
                    shares.stream().map(share -> new Money(share.currency(), share.revenue())).toList());
        }
    }

    /** What these customers have ever bought for, in the currency each buys in most. */
    record Money(String currency, BigDecimal revenue) {}

    /** The customers of a cell who buy in one currency; row and column count from 1. */
    record Share(int row, int column, String currency, long customers, BigDecimal revenue) {}
}
