package contacthub.segment.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import contacthub.segment.scoring.ActivityCell;

/** How many customers and how much money is in each cell of the activity matrix. */
record ActivityMatrixReport(Instant asOf, String ruleVersion, long customers, List<Cell> cells) {

    /** One cell: from these days and purchase days on, up to but without the next. */
    record Cell(int recencyFrom, Integer recencyBelow, int purchasesFrom, Integer purchasesBelow, String group,
            long customers, List<Money> money) {

        static Cell of(ActivityCell cell, List<Share> shares) {
            return new Cell(cell.recencyFrom(), cell.recencyBelow(), cell.purchasesFrom(), cell.purchasesBelow(),
                    cell.group(), shares.stream().mapToLong(Share::customers).sum(),
                    shares.stream().map(share -> new Money(share.currency(), share.revenue())).toList());
        }
    }

    /** What these customers have bought for, in the currency each buys in most. */
    record Money(String currency, BigDecimal revenue) {}

    /** The customers of a cell who buy in one currency; row and column count from 1. */
    record Share(int row, int column, String currency, long customers, BigDecimal revenue) {}
}
