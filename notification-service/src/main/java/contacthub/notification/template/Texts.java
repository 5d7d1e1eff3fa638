package contacthub.notification.template;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import contacthub.runtime.web.Problem;

/** The texts we write, per language, from the versions in use. */
@ApplicationScoped
public class Texts {

    /** The languages the hub writes in. */
    static final List<String> LANGUAGES = List.of("ru", "en");

    private static final Logger LOG = Logger.getLogger(Texts.class);
    /** What a person wrote, given to a template as it is; everything else it is given is one short line. */
    private static final String WRITTEN = Placeholder.TEXT.word();
    private static final int LONGEST_LINE = 200;

    private final String standard;
    private final Supplier<Wordings> wordings;

    @Inject
    Texts(@ConfigProperty(name = "hub.language") String standard, Templates templates) {
        this(standard, templates::inUse);
    }

    Texts(String standard, Supplier<Wordings> wordings) {
        if (!LANGUAGES.contains(standard)) {
            throw new IllegalArgumentException("hub.language must be one of " + LANGUAGES);
        }
        this.standard = standard;
        this.wordings = wordings;
    }

    /** The language we write in to somebody who reads this one (BCP 47); our standard one where we cannot or know none. */
    public Locale language(String read) {
        String primary = read == null ? standard : Locale.forLanguageTag(read).getLanguage();
        return Locale.forLanguageTag(LANGUAGES.contains(primary) ? primary : standard);
    }

    /** Says it by the template that fits best; texts without a value count as empty. */
    public Text render(TemplateKey key, Addressee to, Map<String, String> texts) {
        Map<String, String> present = present(key, to, texts);
        List<Wording> fitting = wordings.get().fitting(key);
        for (Wording wording : fitting.subList(0, fitting.size() - 1)) {
            try {
                return wording.fill(present);
            } catch (Refused refused) {
                LOG.errorf("template %s is passed over: %s", wording.version().label(), refused.getMessage());
            }
        }
        return fitting.get(fitting.size() - 1).fill(present);
    }

    /**
     * Says what a caller asked for by the name of a template; a 400 problem where there is none, it lacks something, or
     * it is one of the hub's own and can say nothing of what it was given.
     */
    public Text asked(TemplateKey key, Addressee to, Map<String, String> texts) {
        Flaws flaws = new Flaws();
        texts.keySet().stream().sorted().forEach(name -> flaws.unless(
                !BuiltIns.isName(key.name()) || Placeholder.in(key.name()).contains(name), "data." + name,
                "is nothing that " + key.name() + " can speak of"));
        flaws.refuse();
        Map<String, String> present = present(key, to, texts);
        Wording wording = wordings.get().fitting(key).stream().findFirst().orElseThrow(() -> Problem.invalid("template",
                "none of that name is published for " + key.category() + ", " + key.channel() + " and "
                        + key.language()));
        try {
            return wording.fill(present);
        } catch (Refused refused) {
            throw Problem.invalid("data", refused.getMessage());
        }
    }

    private static Map<String, String> present(TemplateKey key, Addressee to, Map<String, String> texts) {
        Map<String, String> present = Placeholder.none(key.name());
        present.putAll(lines(to.words(Locale.forLanguageTag(key.language()))));
        present.putAll(lines(texts));
        return present;
    }

    /** Texts as templates are given them, whatever they were before. */
    static Map<String, String> lines(Map<String, String> texts) {
        Map<String, String> lines = new HashMap<>();
        texts.forEach((name, text) -> lines.put(name,
                text == null ? "" : name.equals(WRITTEN) ? text : oneLine(text)));
        return lines;
    }

    /** A short line without half of a surrogate pair at its end, whatever came from the customer. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = LONGEST_LINE - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end).strip() + "…";
    }
}
