package contacthub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps everything in one file. What is up is stopped meanwhile, so that rows and events are of one moment. */
@Command(name = "backup", description = "Keep all data, secrets and credentials in one file; what is up pauses for it.")
final class Backup implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write, such as hub.tgz.")
    private Path file;

    Backup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        requireOwnStores(settings);
        if (Files.exists(file)) {
            throw new StackFailure(file + " is there already: name another file");
        }
        if (!Archive.isIn(settings.home())) {
            throw new StackFailure("there is no data in " + settings.home());
        }
        List<String> up = settings.parts().stream().filter(part -> part.process().running().isPresent())
                .map(Part::name).toList();
        CommandLine hub = spec.commandLine().getParent();
        int code = hub.execute("down");
        if (code != 0) {
            return code;
        }
        try {
            Archive.write(settings.home(), file.toAbsolutePath());
        } finally {
            code = up.isEmpty() ? 0 : hub.execute(Stream.concat(Stream.of("up"), up.stream()).toArray(String[]::new));
        }
        spec.commandLine().getOut().printf("  %-13s %s (%d MB)%n", "kept", file, Files.size(file) >> 20).flush();
        return code;
    }

    /** Stores that others run are backed up where they run. */
    static void requireOwnStores(Settings settings) {
        if (settings.stores().size() < 2) {
            throw new StackFailure(
                    "PostgreSQL or Kafka runs elsewhere (HUB_DATABASE_URL, HUB_KAFKA): back it up there");
        }
    }
}
