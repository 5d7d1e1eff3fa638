package contacthub.notification.template;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A template as the REST interface shows it.
 *
 * @param path its place below the list, and its name in notifications
 * @param published the version in use, 0 for what ships; nothing where a less specific template counts
 * @param draft the newest version where it was never in use
 * @param placeholders what its texts can have between braces, and what they have for those who send it to fill
 */
record ShownTemplate(String path, String name, String category, String channel, String language, long edits,
        ShownVersion published, ShownVersion draft, Set<String> placeholders) {

    /** One version; who wrote it and when is nothing of what ships. */
    record ShownVersion(int version, String subject, String text, Instant writtenAt, String operator) {

        static ShownVersion of(Version version) {
            return new ShownVersion(version.number(), version.subject(), version.text(), version.writtenAt(),
                    version.operator());
        }
    }

    static ShownTemplate of(StoredTemplate template, Optional<Version> published, Optional<Version> draft) {
        TemplateKey key = template.key();
        return new ShownTemplate(key.path(), key.name(), key.category(), key.channel(), key.language(),
                template.edits(), published.map(ShownVersion::of).orElse(null),
                draft.map(ShownVersion::of).orElse(null), placeholders(key, published, draft));
    }

    private static Set<String> placeholders(TemplateKey key, Optional<Version> published, Optional<Version> draft) {
        Set<String> names = new TreeSet<>(Placeholder.in(key.name()));
        Stream.of(published, draft).flatMap(Optional::stream)
                .flatMap(version -> Stream.of(version.subject(), version.text()))
                .forEach(text -> names.addAll(Grammar.read(text).names()));
        return names;
    }
}
