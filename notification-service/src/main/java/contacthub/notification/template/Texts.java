package contacthub.notification.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The texts we write, per language: the first line of a template is the subject, the rest the text. */
@ApplicationScoped
public class Texts {

    /** The languages the hub writes in. */
    private static final List<String> LANGUAGES = List.of("ru", "en");
    private static final int LONGEST_SUBJECT = 200;

    private final RestrictedEngine engine = new RestrictedEngine();
    private final Map<String, String> templates = new HashMap<>();
    private final String standard;

    Texts(@ConfigProperty(name = "hub.language") String standard) {
        if (!LANGUAGES.contains(standard)) {
            throw new IllegalArgumentException("hub.language must be one of " + LANGUAGES);
        }
        this.standard = standard;
        for (String name : List.of("acknowledgement", "reply")) {
            LANGUAGES.forEach(language -> templates.put(name + "." + language, read(name + "." + language)));
        }
    }

    /** The language we write in to somebody who reads this one (BCP 47); our standard one where we cannot or know none. */
    public Locale language(String read) {
        String primary = read == null ? standard : Locale.forLanguageTag(read).getLanguage();
        return Locale.forLanguageTag(LANGUAGES.contains(primary) ? primary : standard);
    }

    /** Renders one; texts without a value count as empty. */
    public Text render(String name, Locale language, Map<String, String> texts) {
        String[] parts = templates.get(name + "." + language.getLanguage()).split("\n", 2);
        Map<String, String> present = new HashMap<>();
        texts.forEach((key, value) -> present.put(key, value == null ? "" : value));
        return new Text(oneLine(engine.render(parts[0], present)), engine.render(parts[1], present).strip());
    }

    /** A subject is one line, whatever came from the customer. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1).strip() + "…";
    }

    private static String read(String name) {
        try (InputStream file = Texts.class.getResourceAsStream("/texts/" + name + ".txt")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
