package contacthub.segment.custom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;

/** Which parts of CEL an expression may be made of; all that is not named here is refused. */
final class Grammar {

    /** How many parts an expression may have: names, values, operators. */
    static final int LARGEST = 300;

    private static final int LONGEST_WINDOW = 3_650;
    private static final Set<CelConstant.Kind> VALUES = Set.of(CelConstant.Kind.BOOLEAN_VALUE,
            CelConstant.Kind.INT64_VALUE, CelConstant.Kind.DOUBLE_VALUE, CelConstant.Kind.STRING_VALUE);
    private static final Set<String> OPERATORS = Set.of("_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_",
            "_>=_", "_+_", "_-_", "-_", "_*_", "_/_", "_%_", "_?_:_", "@in", "startsWith", "endsWith", "contains");

    private Grammar() {
    }

    static List<Flaw> flaws(CelAbstractSyntaxTree tree) {
        List<CelExpr> parts = parts(tree).limit(LARGEST + 1L).toList();
        if (parts.size() > LARGEST) {
            return List.of(new Flaw(0, "must have at most " + LARGEST + " names, values and operators"));
        }
        List<Flaw> flaws = new ArrayList<>();
        for (CelExpr part : parts) {
            String flaw = flaw(part);
            if (flaw != null) {
                flaws.add(new Flaw(tree.getSource().getPositionsMap().getOrDefault(part.id(), 0), flaw));
            }
        }
        flaws.sort(Comparator.comparing(Flaw::position));
        return flaws;
    }

    /** The days of the longest window in an expression without flaws, 0 where there is none. */
    static long longestWindow(CelAbstractSyntaxTree tree) {
        return parts(tree).filter(part -> part.getKind() == ExprKind.Kind.CALL)
                .filter(part -> Language.WINDOWS.contains(part.call().function()))
                .mapToLong(part -> part.call().args().get(0).constant().int64Value()).max().orElse(0);
    }

    private static Stream<CelExpr> parts(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr);
    }

    private static String flaw(CelExpr part) {
        return switch (part.getKind()) {
            case CALL -> flaw(part.call());
            case IDENT -> known(part.ident().name()) ? null : "there is no " + part.ident().name();
            case CONSTANT -> VALUES.contains(part.constant().getKind()) ? null : "is no part of this language";
            case LIST -> null;
            default -> "is no part of this language";
        };
    }

    private static boolean known(String name) {
        return Language.TEXTS.contains(name) || Language.COUNTS.contains(name) || Language.MONEY.contains(name);
    }

    private static String flaw(CelCall call) {
        if (Language.WINDOWS.contains(call.function())) {
            return call.target().isEmpty() && call.args().size() == 1 && isDays(call.args().get(0))
                    ? null
                    : call.function() + " takes a number of days, from 1 to " + LONGEST_WINDOW;
        }
        return OPERATORS.contains(call.function()) ? null : "there is no function " + call.function();
    }

    private static boolean isDays(CelExpr argument) {
        return argument.getKind() == ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.INT64_VALUE
                && argument.constant().int64Value() >= 1 && argument.constant().int64Value() <= LONGEST_WINDOW;
    }
}
