package contacthub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM keeps of the classes of one program, so that the program starts in about half the time from its second
 * start on. The first orderly run writes it when it ends; a new build or another JVM begins a new one. A JVM that
 * cannot use a cache does without.
 */
record ClassCache(Path folder, String program, boolean writes) {

    /** Where a home keeps them. */
    static final String FOLDER = "cache";

    /** The same for one more instance of the program, which uses what the first one writes. */
    ClassCache further() {
        return new ClassCache(folder, program, false);
    }

    /** The options that use the cache of this jar and JVM, or have it written. */
    List<String> options(Path jar) {
        Kind kind = Kind.ofThisJvm();
        try {
            Path cache = folder.resolve("%s@%s-%x.%s".formatted(program, Runtime.version(),
                    Files.getLastModifiedTime(jar).toMillis(), kind.extension));
            if (Files.exists(cache)) {
                return List.of(kind.use + cache);
            }
            if (!writes) {
                return List.of();
            }
            Files.createDirectories(folder);
            forgetOthers();
            return List.of(kind.write + cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this program will write its cache when it ends, which takes it some seconds of computing. */
    static boolean writtenAtEndOf(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return Stream.of(Kind.values()).anyMatch(kind -> line.contains(kind.write));
    }

    private void forgetOthers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(program + "@")).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private enum Kind {

        /** A dynamic archive of class data sharing (JEP 350). */
        SHARED_ARCHIVE("jsa", "-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit="),

        /** An ahead-of-time cache in one step (JEP 514); it keeps profiles as well. */
        AHEAD_OF_TIME("aot", "-XX:AOTCache=", "-XX:AOTCacheOutput=");

        private static final int AHEAD_OF_TIME_SINCE = 25;

        private final String extension;
        private final String use;
        private final String write;

        Kind(String extension, String use, String write) {
            this.extension = extension;
            this.use = use;
            this.write = write;
        }

        static Kind ofThisJvm() {
            return Runtime.version().feature() >= AHEAD_OF_TIME_SINCE ? AHEAD_OF_TIME : SHARED_ARCHIVE;
        }
    }
}
