package contacthub.contact.channel.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The public letters, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
final class MailData {

    static final String ABSENT = "no mime: neither in CONTACTHUB_DATA nor in shared/data beside the checkout";

    private MailData() {
    }

    static Optional<Path> folder() {
        String given = System.getenv("CONTACTHUB_DATA");
        Stream<Path> candidates = given != null
                ? Stream.of(Path.of(given))
                : Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(path -> path.resolve("shared").resolve("data"));
        return candidates.map(path -> path.resolve("mime")).filter(Files::isDirectory).findFirst();
    }

    /** Every file, by its path. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
