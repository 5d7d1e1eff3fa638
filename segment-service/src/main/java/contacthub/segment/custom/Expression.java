package contacthub.segment.custom;

import java.time.Instant;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;

/** A rule ready to be asked of customers; made by {@link Language}. */
final class Expression {

    private final Program program;
    private final long longestWindow;
    private final String fault;

    Expression(Program program, long longestWindow) {
        this(program, longestWindow, null);
    }

    private Expression(Program program, long longestWindow, String fault) {
        this.program = program;
        this.longestWindow = longestWindow;
        this.fault = fault;
    }

    /** Stands for one stored by a version of the hub whose language had more; it is true of nobody. */
    static Expression unreadable(String fault) {
        return new Expression(null, 0, fault);
    }

    /** The days its longest window looks back, 0 where it has none. */
    long longestWindow() {
        return longestWindow;
    }

    /** What it says of a customer at a moment. */
    Outcome judge(Facts facts, Instant now) {
        var reading = new Reading(facts, now);
        if (fault != null) {
            return reading.outcome(false, fault);
        }
        try {
            return reading.outcome(Boolean.TRUE.equals(program.eval(reading, reading.functions())), null);
        } catch (CelEvaluationException e) {
            return reading.outcome(false, e.getMessage());
        }
    }
}
