package contacthub.segment.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * The expressions of custom segments: a part of CEL (cel.dev) without macros, so without loops; every expression ends in
 * time in proportion to its length, and sees nothing but the names here (docs/adr/0040).
 */
final class Language {

    /** How many characters an expression may have. */
    static final int LONGEST = 2_000;

    static final Set<String> WINDOWS = Set.of("purchases", "spent", "contacts", "complaints");

    static final Set<String> TEXTS = Set.of("language", "town", "company", "group", "currency");
    static final Set<String> COUNTS = Set.of("r", "f", "m", "frequency", "purchase_days");
    static final Set<String> MONEY = Set.of("monetary", "lifetime");

    private static final int DEEPEST = 32;
    private static final int MOST_FLAWS = 5;
    private static final CelOptions OPTIONS = CelOptions.current().maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST).maxParseErrorRecoveryLimit(MOST_FLAWS).comprehensionMaxIterations(0)
            .enableHeterogeneousNumericComparisons(true).build();
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS)
            .build();

    private Language() {
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL);
        TEXTS.forEach(name -> builder.addVar(name, SimpleType.STRING));
        COUNTS.forEach(name -> builder.addVar(name, SimpleType.INT));
        MONEY.forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        WINDOWS.forEach(name -> builder.addFunctionDeclarations(window(name)));
        return builder.build();
    }

    private static CelFunctionDecl window(String name) {
        CelType result = name.equals("spent") ? SimpleType.DOUBLE : SimpleType.INT;
        return CelFunctionDecl.newFunctionDeclaration(name,
                CelOverloadDecl.newGlobalOverload(name, result, SimpleType.INT));
    }

    /** Reads an expression. */
    static Expression read(String text) throws FlawedExpression {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new FlawedExpression(
                    List.of(new Flaw(LONGEST, "must have at most " + LONGEST + " characters")));
        }
        CelAbstractSyntaxTree tree = tree(text, COMPILER.parse(text));
        List<Flaw> forbidden = Grammar.flaws(tree);
        if (!forbidden.isEmpty()) {
            throw new FlawedExpression(forbidden.subList(0, Math.min(MOST_FLAWS, forbidden.size())));
        }
        CelAbstractSyntaxTree checked = tree(text, COMPILER.check(tree));
        try {
            return new Expression(RUNTIME.createProgram(checked), Grammar.longestWindow(tree));
        } catch (CelEvaluationException e) {
            throw new FlawedExpression(List.of(new Flaw(0, e.getMessage())));
        }
    }

    private static CelAbstractSyntaxTree tree(String text, CelValidationResult result) throws FlawedExpression {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            List<Flaw> flaws = new ArrayList<>();
            e.getErrors().stream().limit(MOST_FLAWS).forEach(issue -> flaws.add(flaw(text, issue)));
            throw new FlawedExpression(flaws.isEmpty() ? List.of(new Flaw(0, e.getMessage())) : flaws);
        }
    }

    private static Flaw flaw(String text, CelIssue issue) {
        int start = 0;
        for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return new Flaw(Math.max(0, start + issue.getSourceLocation().getColumn()),
                issue.getMessage().lines().findFirst().orElse("is not an expression"));
    }
}
