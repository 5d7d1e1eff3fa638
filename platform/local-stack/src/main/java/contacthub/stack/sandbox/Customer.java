package contacthub.stack.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who has the messenger: what was written by both sides, and whether the company's bot is blocked. */
final class Customer {

    private final String id;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile boolean blocked;

    Customer(String id) {
        this.id = id;
    }

    /**
     * One message.
     *
     * @param mine written by the customer
     * @param at seconds since 1970
     */
    record Line(String id, boolean mine, String text, long at) {}

    String id() {
        return id;
    }

    List<Line> lines() {
        return lines;
    }

    void add(Line line) {
        lines.add(line);
    }

    /** A bot cannot begin: it knows only who wrote first. */
    boolean hasWritten() {
        return lines.stream().anyMatch(Line::mine);
    }

    boolean isBlocked() {
        return blocked;
    }

    void block(boolean block) {
        blocked = block;
    }
}
