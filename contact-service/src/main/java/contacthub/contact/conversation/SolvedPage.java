package contacthub.contact.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import org.apache.commons.text.StringSubstitutor;

/** The page of {@link SolvedResource} in the languages we write in, as HTML; it names nobody and shows no text anybody wrote. */
final class SolvedPage {

    /** The first is for those who read none of them. */
    private static final List<String> LANGUAGES = List.of("ru", "en");

    private final String frame = read("page.html");
    private final String form = read("form.html");
    private final Properties texts = new Properties();

    SolvedPage() {
        try {
            texts.load(new StringReader(read("texts.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a matter in this state, in the first of these languages that we write in. */
    String of(String state, List<Locale> read) {
        String language = read.stream().map(Locale::getLanguage).filter(LANGUAGES::contains).findFirst()
                .orElse(LANGUAGES.get(0));
        String page = state.equals(Conversation.RESOLVED) ? frame.replace("${answer}", form) : frame;
        return new StringSubstitutor(key -> switch (key) {
            case "language" -> language;
            case "title", "text" -> texts.getProperty(language + "." + state + "." + key);
            case "answer" -> "";
            default -> texts.getProperty(language + "." + key);
        }).setEnableUndefinedVariableException(true).replace(page);
    }

    private static String read(String name) {
        try (InputStream file = SolvedPage.class.getResourceAsStream("/solved/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
