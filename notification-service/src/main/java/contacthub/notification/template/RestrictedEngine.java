package contacthub.notification.template;

import java.util.Map;

import io.quarkus.qute.Engine;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers;

/**
 * Renders templates that nobody has to trust: named texts and {@code if}, nothing else. No loop, include, evaluation or
 * Java method is known to it, and a name without a value is refused.
 */
final class RestrictedEngine {

    /** Far more than any template of a message needs. */
    private static final int LONGEST = 100_000;

    private final Engine engine = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addValueResolvers(ValueResolvers.mapResolver(), ValueResolvers.mapperResolver(),
                    ValueResolvers.orResolver())
            .strictRendering(true)
            .build();

    /** Fills a template with texts; what is in the texts is never read as a template. */
    String render(String template, Map<String, String> texts) {
        if (template.length() > LONGEST) {
            throw new Refused("the template is too long");
        }
        try {
            return engine.parse(template).render(texts);
        } catch (TemplateException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** A template asks for something that templates cannot have; the message says what. */
    static final class Refused extends RuntimeException {

        Refused(String reason) {
            super(reason);
        }
    }
}
