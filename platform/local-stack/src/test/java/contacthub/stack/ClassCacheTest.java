package contacthub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which options a program is started with, so that its classes are kept once and used from then on. */
class ClassCacheTest {

    @TempDir
    private Path folder;

    private Path jar;
    private ClassCache cache;

    @BeforeEach
    void haveProgram() throws IOException {
        jar = Files.createFile(folder.resolve("program.jar"));
        cache = new ClassCache(folder.resolve(ClassCache.FOLDER), "contact", true);
    }

    @Test
    void usesWhatEarlierRunWrote() throws IOException {
        Path written = Files.createFile(file(cache.options(jar)));
        List<String> options = cache.options(jar);
        assertThat(file(options)).isEqualTo(written);
        assertThat(options).isNotEqualTo(new ClassCache(folder, "other", true).options(jar)).noneMatch(
                option -> option.contains("Output") || option.contains("AtExit"));
    }

    @Test
    void leavesTheCacheOfAProgramWithALongerName() throws IOException {
        var other = new ClassCache(folder.resolve(ClassCache.FOLDER), "contact-2", true);
        Path written = Files.createFile(file(other.options(jar)));
        cache.options(jar);
        assertThat(written).exists();
    }

    @Test
    void beginsAnewWithNewBuildAndForgetsOldOne() throws IOException {
        Path written = Files.createFile(file(cache.options(jar)));
        Path others = Files.createFile(written.resolveSibling("segment-17.jsa"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
        assertThat(file(cache.options(jar))).isNotEqualTo(written).doesNotExist();
        assertThat(written).doesNotExist();
        assertThat(others).exists();
    }

    private static Path file(List<String> options) {
        assertThat(options).hasSize(1);
        return Path.of(options.get(0).substring(options.get(0).indexOf('=') + 1));
    }
}
