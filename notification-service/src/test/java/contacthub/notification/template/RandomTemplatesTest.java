package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.sun.management.ThreadMXBean;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever somebody writes is rendered or refused, in bounded time and memory (issue 6, "Must show" 5). */
class RandomTemplatesTest {

    /** Processor time of one template, far above what any takes, and far below what an attack would. */
    private static final long MOST_NANOS = 2_000_000_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Map<String, String> TEXTS = Map.of("name", "Ольга", "subject", "", "text",
            "{name}{#each}".repeat(4_000), "a", "0", "b", "{|");
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<String> LEAVES = List.of("{name}", "{subject}", "{text}", "{a ?: 'x'}", "{c ?: name}",
            "текст ", "\n", "\\{", "}", "{| {x} |}", "\\", "\"", "'", "a", "b", "c", "{name}", "{a}");
    private static final List<String> CONDITIONS = List.of("name", "!subject", "a == 'x'", "name != \"y\" && b",
            "subject || !name");

    private static int rendered;
    private static int refused;

    private final RestrictedEngine engine = new RestrictedEngine();

    /** A test that only ever sees one of the two sides would prove nothing. */
    @AfterContainer
    static void sawBoth() {
        assertThat(rendered).as("rendered").isGreaterThan(100);
        assertThat(refused).as("refused").isGreaterThan(100);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void boundsGrammar(@ForAll long seed) {
        bounded(written(new Random(seed), 0));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void boundsAttacks(@ForAll("attacks") String template) {
        bounded(template);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void boundsNoise(@ForAll("noise") String template) {
        bounded(template);
    }

    private void bounded(String template) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        long began = THREAD.getCurrentThreadCpuTime();
        try {
            String text = engine.read(template).render(TEXTS);
            rendered++;
            assertThat(text.length()).isLessThanOrEqualTo(RestrictedEngine.LONGEST_TEXT);
        } catch (Refused expected) {
            refused++;
            assertThat(expected.getMessage()).isNotBlank();
        }
        assertThat(THREAD.getCurrentThreadCpuTime() - began).as("nanoseconds").isLessThan(MOST_NANOS);
        assertThat(THREAD.getCurrentThreadAllocatedBytes() - before).as("bytes").isLessThan(MOST_BYTES);
    }

    /** A template that mostly is one, with conditions in each other. */
    private static String written(Random random, int depth) {
        var template = new StringBuilder();
        for (int parts = random.nextInt(6); parts >= 0; parts--) {
            template.append(depth < 7 && random.nextInt(4) == 0
                    ? "{#if " + one(random, CONDITIONS) + "}" + written(random, depth + 1) + "{#else}"
                            + written(random, depth + 1) + "{/if}"
                    : one(random, LEAVES));
        }
        return template.toString();
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The pieces of attacks, in any order and number. */
    @Provide
    Arbitrary<String> attacks() {
        return Arbitraries.of("{", "}", "{{", "{#", "{/", "{/if}", "{#if name}", "{#else}", "{#each ", "{#include ",
                "{#eval ", "{cdi:", "{str:", "{@", "{!", "!}", "{|", "|}", "{[", ".getClass", ".or(", "(", ")", "[0]",
                "??", " ?: ", " == ", "'", "\"", "\\", "name", "1e999999999", " && ", "\u0000", "\ud83d", "\n")
                .list().ofMaxSize(300).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(500),
                Arbitraries.strings().withChars("{}#/|!\\ naif'?:=\n").ofMaxLength(1_000));
    }
}
