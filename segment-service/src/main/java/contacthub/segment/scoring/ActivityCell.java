package contacthub.segment.scoring;

/**
 * One cell of the activity matrix, half open in both directions.
 *
 * @param recencyBelow null where there is no end; likewise {@code purchasesBelow}
 */
public record ActivityCell(int recencyFrom, Integer recencyBelow, int purchasesFrom, Integer purchasesBelow,
        String group) {

    /** When such customers bought last, and how often, in words. */
    String inWords() {
        return purchases() + " and " + recency();
    }

    private String purchases() {
        if (purchasesBelow == null) {
            return Words.days(purchasesFrom) + " or more";
        }
        return purchasesBelow == purchasesFrom + 1
                ? Words.days(purchasesFrom)
                : purchasesFrom + " to " + Words.days(purchasesBelow - 1);
    }

    private String recency() {
        if (recencyBelow == null) {
            return Words.days(recencyFrom) + " ago or longer";
        }
        return recencyFrom == 0
                ? "less than " + Words.days(recencyBelow) + " ago"
                : recencyFrom + " to " + Words.days(recencyBelow - 1) + " ago";
    }
}
