package contacthub.segment.scoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Recency by number of purchase days: every customer with a purchase is in exactly one cell, and each cell names a group. */
public final class ActivityMatrix {

    private final TreeMap<Integer, TreeMap<Integer, ActivityCell>> cells = new TreeMap<>();

    /** Where a cell begins, and its group. */
    record Corner(int recencyFrom, int purchasesFrom, String group) {}

    /** Made of corners that form a full grid from 0 days and 1 purchase on. */
    ActivityMatrix(List<Corner> corners) {
        var recency = new TreeSet<>(corners.stream().map(Corner::recencyFrom).toList());
        var purchases = new TreeSet<>(corners.stream().map(Corner::purchasesFrom).toList());
        boolean fromTheStart = !corners.isEmpty() && recency.first() == 0 && purchases.first() == 1;
        if (!fromTheStart || corners.size() != recency.size() * purchases.size()) {
            throw new IllegalArgumentException("the activity matrix has gaps: " + corners);
        }
        for (Corner corner : corners) {
            cells.computeIfAbsent(corner.recencyFrom(), from -> new TreeMap<>()).put(corner.purchasesFrom(),
                    new ActivityCell(corner.recencyFrom(), recency.higher(corner.recencyFrom()),
                            corner.purchasesFrom(), purchases.higher(corner.purchasesFrom()), corner.group()));
        }
    }

    ActivityCell cell(long recencyDays, long purchaseDays) {
        return cells.floorEntry(clamp(recencyDays)).getValue().floorEntry(clamp(purchaseDays)).getValue();
    }

    private static int clamp(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** The group of such a customer, with the reason. */
    Placement place(long recencyDays, long purchaseDays) {
        ActivityCell cell = cell(recencyDays, purchaseDays);
        String because = "Bought on %s, last %s: %s is %s.".formatted(Words.days(purchaseDays),
                Words.ago(recencyDays), cell.inWords(), cell.group());
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("recency_days", Long.toString(recencyDays));
        numbers.put("purchase_days", Long.toString(purchaseDays));
        numbers.put("recency_from", Integer.toString(cell.recencyFrom()));
        numbers.put("purchases_from", Integer.toString(cell.purchasesFrom()));
        return new Placement(cell.group(), because, numbers);
    }

    /** Every cell, the most recent first, then by purchases. */
    public List<ActivityCell> cells() {
        return cells.values().stream().flatMap(row -> row.values().stream()).toList();
    }

    /** The groups, in the order of their cells. */
    public List<String> groups() {
        return cells().stream().map(ActivityCell::group).distinct().toList();
    }

    /** The days since the last purchase at which a row begins. */
    public Set<Integer> recencyBounds() {
        return cells.keySet();
    }

    /** The numbers of purchase days at which a column begins. */
    public Set<Integer> purchaseBounds() {
        return cells.firstEntry().getValue().keySet();
    }
}
