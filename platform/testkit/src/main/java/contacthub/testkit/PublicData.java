package contacthub.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** The public data that tests run on, which lies beside the checkout or where {@code CONTACTHUB_DATA} says. */
public final class PublicData {

    private PublicData() {
    }

    /** A file or folder of it, where it is there. */
    public static Optional<Path> find(String path) {
        String said = System.getenv("CONTACTHUB_DATA");
        Stream<Path> folders = said != null
                ? Stream.of(Path.of(said))
                : Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                        .map(at -> at.resolve("shared/data"));
        return folders.map(folder -> folder.resolve(path)).filter(Files::exists).findFirst();
    }

    /** The same; the test that asks is skipped where it is not there. */
    public static Path require(String path) {
        Optional<Path> found = find(path);
        Assumptions.assumeTrue(found.isPresent(), absent(path));
        return found.orElseThrow();
    }

    /** Why a test is skipped. */
    public static String absent(String path) {
        return "no " + path + ": neither in CONTACTHUB_DATA nor in shared/data beside the checkout";
    }
}
