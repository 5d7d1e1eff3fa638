package contacthub.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything a hub cannot make again, in one file: rows, events, secrets and credentials. For a hub that is down. */
final class Archive {

    private static final List<String> KEPT = List.of("secrets", "credentials.properties", "kafka", "postgres/data");

    private Archive() {
    }

    /** Writes them to a file that only its owner can read; it is there only if it is whole. */
    static void write(Path home, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> command = new ArrayList<>(List.of("-czf", unfinished.toString(), "-C", home.toString()));
        command.addAll(KEPT.stream().filter(name -> Files.exists(home.resolve(name))).toList());
        tar(command);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Refuses a file that is no such archive, or not whole. */
    static void check(Path file) throws IOException {
        List<String> names = tar(List.of("-tzf", file.toAbsolutePath().toString())).lines().toList();
        if (!names.contains("postgres/data/PG_VERSION") || !names.contains("secrets/")) {
            throw new StackFailure(file + " is no backup of a hub");
        }
    }

    /** Brings them into a home that has none of them. */
    static void read(Path file, Path home) throws IOException {
        check(file);
        tar(List.of("-xpzf", file.toAbsolutePath().toString(), "-C", home.toString()));
    }

    /** Whether a home has any of it. */
    static boolean isIn(Path home) {
        return Stream.of("kafka", "postgres/data").anyMatch(name -> Files.exists(home.resolve(name)));
    }

    private static String tar(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(arguments);
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (tar.waitFor() != 0) {
                throw new StackFailure("tar failed: " + said.lines().findFirst().orElse("without a word"));
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while tar was at work", e);
        }
    }
}
