package contacthub.segment.custom;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import contacthub.segment.activity.Cause;

/** A version of a segment with its expression read. */
final class Rule {

    private static final Outcome GONE = new Outcome(false, null, Map.of(), null);
    private static final int SHOWN = 300;
    private static final int MOST_KEPT = 500;
    /** Reading an expression takes a thousand times as long as asking it. */
    private static final Map<String, Expression> READ = new ConcurrentHashMap<>();

    private final CustomSegment segment;
    private final Expression expression;

    private Rule(CustomSegment segment, Expression expression) {
        this.segment = segment;
        this.expression = expression;
    }

    static Rule of(CustomSegment segment) {
        if (READ.size() > MOST_KEPT) {
            READ.clear();
        }
        return new Rule(segment, READ.computeIfAbsent(segment.form().expression(), Rule::read));
    }

    private static Expression read(String text) {
        try {
            return Language.read(text);
        } catch (FlawedExpression e) {
            return Expression.unreadable(e.getMessage());
        }
    }

    long longestWindow() {
        return segment.deleted() ? 0 : expression.longestWindow();
    }

    Outcome judge(Facts facts, Instant now) {
        return segment.deleted() ? GONE : expression.judge(facts, now);
    }

    Verdict verdict(UUID customer, Outcome outcome, Cause cause) {
        return new Verdict(customer, segment.name(), outcome.holds(), segment.form().position(),
                segment.ruleVersion(), () -> because(outcome), outcome.numbers(), cause);
    }

    private String because(Outcome outcome) {
        if (segment.deleted()) {
            return "the segment was deleted";
        }
        String text = segment.form().expression();
        String rule = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        String answer = outcome.holds() ? " is true" : " is not true";
        String end = outcome.fault() == null ? "" : "; it cannot be evaluated: " + outcome.fault();
        return rule + answer + (outcome.numbers().isEmpty() ? "" : ": " + outcome.inWords()) + end;
    }
}
