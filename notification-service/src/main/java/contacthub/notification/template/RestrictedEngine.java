package contacthub.notification.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;

/**
 * Renders templates that nobody has to trust: what {@link Grammar} lets through, by an engine that knows nothing but
 * texts by their names and {@code if}. Without loop, include or call every part of a template is rendered at most once,
 * so time and memory are bounded by the lengths of template and texts, and nothing ever waits.
 */
final class RestrictedEngine {

    /** Characters of a rendered text; more than any channel takes. */
    static final int LONGEST_TEXT = 100_000;

    private static final String HTML = "text/html";

    private final Engine engine = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addValueResolvers(ValueResolvers.mapperResolver(), ValueResolvers.orResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .strictRendering(true)
            .build();

    /** Reads a template of plain text; throws {@link Refused}. */
    Form read(String template) {
        return read(template, "text/plain");
    }

    /** Reads a template of HTML, in which every text is escaped; throws {@link Refused}. */
    Form readHtml(String template) {
        return read(template, HTML);
    }

    private Form read(String template, String type) {
        Grammar grammar = Grammar.read(template);
        try {
            return new Form(grammar, engine.parse(template, Variant.forContentType(type)));
        } catch (TemplateException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** A template that was read and may be filled any number of times, by any thread. */
    static final class Form {

        private final Grammar grammar;
        private final Template template;

        private Form(Grammar grammar, Template template) {
            this.grammar = grammar;
            this.template = template;
        }

        /** The words between its braces. */
        Set<String> names() {
            return grammar.names();
        }

        /** Refuses placeholders that are not among these. */
        void require(Set<String> known) {
            grammar.require(known, false);
        }

        /** Fills in texts; what is in the texts is never read as a template, and an empty one counts as none. */
        String render(Map<String, String> texts) {
            grammar.require(texts.keySet(), true);
            var rendered = new Bounded();
            try {
                settled(template.instance().data(new Filled(texts)).consume(rendered::add).toCompletableFuture());
            } catch (TemplateException e) {
                throw new Refused(e.getMessage());
            }
            return rendered.text();
        }

        /** Everything is at hand, so rendering is over by now, one way or the other. */
        private static void settled(CompletableFuture<Void> rendering) {
            String failure = rendering.handle((done, why) -> why == null ? "" : "it fails: " + why.getMessage())
                    .getNow("it waits for something");
            if (!failure.isEmpty()) {
                throw new Refused(failure);
            }
        }
    }

    /** Texts by name, and nothing else of the map they came in. */
    private record Filled(Map<String, String> texts) implements Mapper {

        @Override
        public Object get(String name) {
            String text = texts.get(name);
            return text == null || text.isEmpty() ? null : text;
        }

        @Override
        public boolean appliesTo(String name) {
            return texts.containsKey(name);
        }
    }

    /** Keeps no more than is allowed, however much comes. */
    private static final class Bounded {

        private final StringBuilder text = new StringBuilder();
        private boolean tooMuch;

        void add(String part) {
            tooMuch |= text.length() + part.length() > LONGEST_TEXT;
            if (!tooMuch) {
                text.append(part);
            }
        }

        String text() {
            if (tooMuch) {
                throw new Refused("the text is too long: at most %,d characters".formatted(LONGEST_TEXT));
            }
            return text.toString();
        }
    }
}
