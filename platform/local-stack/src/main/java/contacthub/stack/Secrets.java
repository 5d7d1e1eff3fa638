package contacthub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and keys made on this machine, each in a file of its own that only its owner can read. */
final class Secrets {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    static Secrets of(Path home) {
        return new Secrets(home.resolve("secrets"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The secret of that name, made now if this is the first time; parts that start together get the same one. */
    String get(String name) {
        try {
            synchronized (Secrets.class) {
                if (!Files.exists(file(name))) {
                    make(name);
                }
            }
            return Files.readString(file(name)).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret that is kept nowhere. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void make(String name) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Path unfinished = file(name + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, random() + "\n", StandardOpenOption.WRITE);
        Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
