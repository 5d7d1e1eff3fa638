package contacthub.notification.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/** The versions in use at one moment: what was published, and beneath it what ships. */
final class Wordings {

    private static final Logger LOG = Logger.getLogger(Wordings.class);
    private static final RestrictedEngine ENGINE = new RestrictedEngine();
    private static final Map<TemplateKey, Wording> SHIPPED = new HashMap<>();
    static {
        BuiltIns.keys().forEach(key -> SHIPPED.put(key, Wording.of(BuiltIns.of(key).orElseThrow(), ENGINE)));
    }

    private final Map<TemplateKey, Wording> published = new HashMap<>();

    /** One that cannot be used any more, as after an upgrade, is passed over: it must not stop what is to be said. */
    Wordings(List<Version> published) {
        for (Version version : published) {
            try {
                this.published.put(version.key(), Wording.of(version, ENGINE));
            } catch (Refused refused) {
                LOG.errorf("template %s cannot be used: %s; it is passed over", version.label(), refused.getMessage());
            }
        }
    }

    /** All that could be said, what fits best first and what ships last. */
    List<Wording> fitting(TemplateKey key) {
        return key.fitting().stream()
                .flatMap(fit -> Stream.of(published.get(fit), SHIPPED.get(fit)).filter(Objects::nonNull)).toList();
    }
}
