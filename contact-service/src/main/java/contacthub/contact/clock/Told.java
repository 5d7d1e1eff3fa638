package contacthub.contact.clock;

import java.time.Instant;
import java.util.List;

/**
 * What the log of a clock says about it: the fold of its lines (spec 40, "Clock log"). A passed deadline is only taken
 * back by a later one, or by what it waited for having come in time.
 */
record Told(String state, Instant started, Instant due, Instant stopped) {

    static Told by(List<Line> log) {
        Told told = new Told(null, null, null, null);
        for (Line line : log) {
            told = told.then(line);
        }
        return told;
    }

    private Told then(Line line) {
        return switch (line.act()) {
            case START -> new Told(SlaClock.RUNNING, line.started(), line.dueAfter(), null);
            case PAUSE -> new Told(SlaClock.PAUSED, line.started(), line.dueAfter(), null);
            case RESUME -> new Told(isBreached() ? state : SlaClock.RUNNING, line.started(), line.dueAfter(), null);
            case RETARGET -> new Told(isBreached() && line.dueAfter().isAfter(due) ? SlaClock.RUNNING : state,
                    line.started(), line.dueAfter(), stopped);
            case MEET -> new Told(line.at().isAfter(line.dueAfter()) ? SlaClock.BREACHED : SlaClock.MET, line.started(),
                    line.dueAfter(), line.at());
            case BREACH -> new Told(SlaClock.BREACHED, line.started(), line.dueAfter(), stopped);
            case CANCEL -> new Told(SlaClock.CANCELLED, line.started(), line.dueAfter(), null);
            case WARN -> this;
        };
    }

    private boolean isBreached() {
        return SlaClock.BREACHED.equals(state);
    }
}
