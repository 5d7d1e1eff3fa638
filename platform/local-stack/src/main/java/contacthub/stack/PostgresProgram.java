package contacthub.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL program files of this platform, unpacked once from the class path into a folder. */
final class PostgresProgram {

    static final String VERSION = "18.4";

    private static final int OWNER_EXECUTES = 0100;

    private final Path folder;

    private PostgresProgram(Path folder) {
        this.folder = folder;
    }

    static PostgresProgram in(Path postgresHome) throws IOException {
        Path folder = postgresHome.resolve("program-" + VERSION);
        if (!Files.exists(folder)) {
            Path unfinished = postgresHome.resolve("program.unfinished");
            Folders.delete(unfinished);
            unpack(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresProgram(folder);
    }

    /** A command line that starts one of the programs, also for root, whom PostgreSQL refuses to serve directly. */
    List<String> command(String program, String... arguments) {
        List<String> line = new ArrayList<>();
        if (PlainUser.needed()) {
            line.addAll(PlainUser.prefix());
        }
        line.add(folder.resolve("bin").resolve(program).toString());
        line.addAll(List.of(arguments));
        return line;
    }

    private static void unpack(Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream archive = archive();
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static InputStream archive() {
        String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        InputStream archive = PostgresProgram.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new StackFailure("no embedded PostgreSQL for this platform (" + name
                    + "): set HUB_DATABASE_URL to use one of your own");
        }
        return archive;
    }

    static String archiveName(String system, String architecture) {
        String family = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = architecture.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + family + "-" + processor + ".txz";
    }
}
