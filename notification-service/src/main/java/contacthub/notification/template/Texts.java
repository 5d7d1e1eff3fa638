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
    /** What a person wrote, given to a template as it is; everything else it is given is one short line. */
    private static final String WRITTEN = "text";
    private static final int LONGEST_LINE = 200;

    private final RestrictedEngine engine = new RestrictedEngine();
    private final Map<String, String> templates = new HashMap<>();
    private final String standard;

    Texts(@ConfigProperty(name = "hub.language") String standard) {
        if (!LANGUAGES.contains(standard)) {
            throw new IllegalArgumentException("hub.language must be one of " + LANGUAGES);
        }
        this.standard = standard;
        for (String name : List.of("acknowledgement", "promise", "apology", "question", "reply", "stopped",
                "started")) {
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
        texts.forEach((key, value) -> present.put(key,
                value == null ? "" : key.equals(WRITTEN) ? value : oneLine(value)));
        return new Text(oneLine(engine.render(parts[0], present)), engine.render(parts[1], present).strip());
    }

    /** A short line without half of a surrogate pair at its end, whatever came from the customer. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = LONGEST_LINE - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end).strip() + "…";
    }

    private static String read(String name) {
        try (InputStream file = Texts.class.getResourceAsStream("/texts/" + name + ".txt")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
