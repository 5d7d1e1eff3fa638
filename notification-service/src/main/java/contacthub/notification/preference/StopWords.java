package contacthub.notification.preference;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The words by which customers switch a channel off and on again (spec 50): the whole message, never a part of it. */
@ApplicationScoped
public class StopWords {

    private final Set<String> stop;
    private final Set<String> start;

    StopWords(@ConfigProperty(name = "hub.stop.words") List<String> stop,
            @ConfigProperty(name = "hub.stop.start-words") List<String> start) {
        this.stop = stop.stream().map(StopWords::bare).collect(Collectors.toSet());
        this.start = start.stream().map(StopWords::bare).collect(Collectors.toSet());
        if (this.stop.contains("") || this.start.contains("") || this.stop.stream().anyMatch(this.start::contains)) {
            throw new IllegalArgumentException("hub.stop.words and hub.stop.start-words must be words, and different");
        }
    }

    /** What a customer can say by one word. */
    public enum Said {
        STOP, START
    }

    /** What a message says, where it is nothing but one of the words; case and what surrounds it do not count. */
    public Optional<Said> said(String text) {
        String word = bare(text);
        return stop.contains(word)
                ? Optional.of(Said.STOP)
                : start.contains(word) ? Optional.of(Said.START) : Optional.empty();
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceFirst("^[^\\p{L}\\p{N}]+", "")
                .replaceFirst("[^\\p{L}\\p{N}]+$", "").toUpperCase(Locale.ROOT).replace('Ё', 'Е');
    }
}
