package contacthub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script picks the Java to run on; the folders here only pretend to hold one. */
class HubScriptIT {

    @TempDir
    private Path root;

    @BeforeEach
    void pretendToBeBuilt() throws IOException {
        Files.copy(Path.of("../../hub"), root.resolve("hub"), StandardCopyOption.COPY_ATTRIBUTES);
        Path target = Files.createDirectories(root.resolve("platform/local-stack/target/lib")).getParent();
        Files.createFile(target.resolve("local-stack-1.jar"));
    }

    @Test
    void runsOnNewestJava() throws Exception {
        pretend("home/.sdkman/candidates/java/98.0.1", "98.0.1");
        pretend("home/.sdkman/candidates/java/99", "99");
        assertThat(hub("home/.sdkman/candidates/java/98.0.1")).contains("99 runs")
                .contains("contacthub.stack.Hub status");
    }

    @Test
    void prefersJavaHomeWhenItIsNewest() throws Exception {
        pretend("home/.sdkman/candidates/java/98", "98");
        pretend("own", "99.0.2");
        assertThat(hub("own")).contains("99.0.2 runs");
    }

    @Test
    void passesOverBrokenFolders() throws Exception {
        Files.createDirectories(root.resolve("home/.sdkman/candidates/java/120"));
        pretend("home/.sdkman/candidates/java/99", "99");
        assertThat(hub("nowhere")).contains("99 runs");
    }

    private void pretend(String folder, String version) throws IOException {
        Path bin = Files.createDirectories(root.resolve(folder).resolve("bin"));
        Files.writeString(bin.getParent().resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"" + version + " runs $*\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String hub(String javaHome) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("hub").toString(), "status").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", root.resolve(javaHome).toString());
        builder.environment().put("HOME", root.resolve("home").toString());
        Process run = builder.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        return said;
    }
}
