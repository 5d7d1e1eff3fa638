package contacthub.contact.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The lines that lead from a clock as it was known to the same clock as it turned out when something arrived late. */
final class Correction {

    private static final String LATE = "Something that happened earlier became known only now.";

    private final SlaClock known;
    private final SlaClock turnedOut;
    private final List<Line> lines = new ArrayList<>();

    private Correction(SlaClock known, SlaClock turnedOut) {
        this.known = known;
        this.turnedOut = turnedOut;
    }

    /** Nothing where nothing changed; {@code known} is null for a clock that was not there. */
    static List<Line> between(SlaClock known, SlaClock turnedOut) {
        var correction = new Correction(known, turnedOut);
        correction.begin();
        correction.end();
        return correction.lines;
    }

    private void begin() {
        if (known == null) {
            add(Act.START, turnedOut.started(), turnedOut.because());
        } else if (!known.due().equals(turnedOut.due()) || !known.started().equals(turnedOut.started())
                || !known.hasTarget(turnedOut.target())) {
            add(Act.RETARGET, turnedOut.started(), LATE + " " + turnedOut.because());
        }
    }

    /** What is said of the end, once the log says all that was known and the deadline as it is. */
    private void end() {
        Told told = told();
        if (told.state().equals(turnedOut.state()) && Objects.equals(told.stopped(), turnedOut.stopped())) {
            return;
        }
        switch (turnedOut.state()) {
            case SlaClock.RUNNING -> add(Act.RESUME, turnedOut.since(), LATE);
            case SlaClock.PAUSED -> add(Act.PAUSE, turnedOut.started(), LATE);
            case SlaClock.CANCELLED -> add(Act.CANCEL, turnedOut.ended(), LATE);
            case SlaClock.MET -> add(Act.MEET, turnedOut.stopped(), LATE);
            default -> breach(told);
        }
    }

    private Told told() {
        if (known == null) {
            return new Told(SlaClock.RUNNING, turnedOut.started(), turnedOut.due(), null);
        }
        boolean back = known.isBreached() && turnedOut.due().isAfter(known.due());
        return new Told(back ? SlaClock.RUNNING : known.state(), turnedOut.started(), turnedOut.due(),
                known.stopped());
    }

    private void breach(Told told) {
        if (!told.state().equals(SlaClock.BREACHED)) {
            add(Act.BREACH, turnedOut.due(), LATE);
        }
        if (turnedOut.stopped() != null && !turnedOut.stopped().equals(told.stopped())) {
            add(Act.MEET, turnedOut.stopped(), LATE);
        } else if (turnedOut.stopped() == null && told.stopped() != null) {
            add(Act.RESUME, turnedOut.since(), LATE);
        }
    }

    private void add(Act act, Instant at, String because) {
        lines.add(Line.of(act, at, known, turnedOut, because));
    }
}
