package contacthub.segment.interval;

/**
 * After how long those who bought in a category, or at all, bought there again.
 *
 * @param category null for all purchases together
 * @param customers who bought at all, {@code boughtAgain} those of them who did so on a second day
 * @param medianDays days between the first and the second day by which half of these had come again, null where none has
 * @param mostDays the same for 80 %
 */
record SecondPurchase(String category, long customers, long boughtAgain, Double medianDays, Double mostDays) {}
