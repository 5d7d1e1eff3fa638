package contacthub.segment.custom;

import java.util.List;

/** An expression cannot be used. */
final class FlawedExpression extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Flaw> flaws;

    FlawedExpression(List<Flaw> flaws) {
        super(flaws.toString(), null, false, false);
        this.flaws = List.copyOf(flaws);
    }

    List<Flaw> flaws() {
        return flaws;
    }
}
