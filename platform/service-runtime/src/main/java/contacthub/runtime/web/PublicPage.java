package contacthub.runtime.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.apache.commons.text.StringSubstitutor;

/**
 * A page for those who have a link and no account, as HTML in the languages we write in. It names nobody, shows no text
 * anybody wrote, loads nothing and runs nothing.
 */
public final class PublicPage {

    /** The first is for those who read none of them. */
    private static final List<String> LANGUAGES = List.of("ru", "en");
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private final String frame = read("public/page.html");
    private final String form;
    private final Properties texts = new Properties();

    /**
     * A page made of resources.
     *
     * @param folder has {@code texts.properties} with {@code <language>.<state>.title} and {@code .text}, and
     *        {@code form.html} with what is asked
     */
    public PublicPage(String folder) {
        form = read(folder + "/form.html");
        try {
            texts.load(new StringReader(read(folder + "/texts.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page in this state, in the first language the caller reads that we write in; with the question or without. */
    public Response answer(int status, String state, boolean asks, HttpHeaders caller) {
        return Response.status(status).entity(page(state, asks, language(caller.getAcceptableLanguages())))
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer").header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex").header("Vary", "Accept-Language").build();
    }

    private static String language(List<Locale> read) {
        return read.stream().map(Locale::getLanguage).filter(LANGUAGES::contains).findFirst()
                .orElse(LANGUAGES.get(0));
    }

    private String page(String state, boolean asks, String language) {
        String page = asks ? frame.replace("${answer}", form) : frame;
        return new StringSubstitutor(key -> switch (key) {
            case "language" -> language;
            case "title", "text" -> texts.getProperty(language + "." + state + "." + key);
            case "answer" -> "";
            default -> texts.getProperty(language + "." + key);
        }).setEnableUndefinedVariableException(true).replace(page);
    }

    private static String read(String name) {
        try (InputStream file = PublicPage.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
