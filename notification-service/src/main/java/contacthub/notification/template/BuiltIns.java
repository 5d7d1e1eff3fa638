package contacthub.notification.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts that ship, version 0 of their templates: used until another is published, and again once it is withdrawn. */
final class BuiltIns {

    private static final List<String> NAMES = List.of("acknowledgement", "apology", "promise", "question", "reply",
            "started", "stopped");
    private static final Map<TemplateKey, Version> ALL = read();

    private BuiltIns() {
    }

    /** What they are for, in the order of their names. */
    static Set<TemplateKey> keys() {
        return ALL.keySet();
    }

    /** The one that ships. */
    static Optional<Version> of(TemplateKey key) {
        return Optional.ofNullable(ALL.get(key));
    }

    /** Whether the hub itself says something by templates of this name, with the data that it has. */
    static boolean isName(String name) {
        return NAMES.contains(name);
    }

    private static Map<TemplateKey, Version> read() {
        Map<TemplateKey, Version> all = new LinkedHashMap<>();
        for (String name : NAMES) {
            for (String language : Texts.LANGUAGES) {
                var key = new TemplateKey(name, TemplateKey.ANY, TemplateKey.ANY, language);
                String[] parts = file(name + "." + language).split("\n", 2);
                all.put(key, new Version(key, 0, parts[0], parts[1].strip(), null, null));
            }
        }
        return all;
    }

    /** The first line of a file is the subject, the rest the text. */
    private static String file(String name) {
        try (InputStream file = BuiltIns.class.getResourceAsStream("/texts/" + name + ".txt")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
