package contacthub.contact.channel.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import contacthub.testkit.PublicData;

/** The public letters, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
final class MailData {

    static final String ABSENT = PublicData.absent("mime");

    private MailData() {
    }

    static Optional<Path> folder() {
        return PublicData.find("mime");
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
