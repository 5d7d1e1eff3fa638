package contacthub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings back what {@link Backup} kept, in the place of what is there. */
@Command(name = "restore", description = "Bring back what backup kept; ./hub up starts it.")
final class Restore implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "What backup has written.")
    private Path file;

    @Option(names = "--yes", description = "Yes, delete what is there now.")
    private boolean certain;

    Restore(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        Backup.requireOwnStores(settings);
        if (!Files.isReadable(file)) {
            throw new StackFailure("cannot read " + file);
        }
        Files.createDirectories(settings.home());
        if (Archive.isIn(settings.home())) {
            if (!certain) {
                throw new StackFailure("this replaces all data in " + settings.home() + ": say ./hub restore "
                        + file + " --yes");
            }
            Archive.check(file);
            int code = spec.commandLine().getParent().execute("reset", "--yes");
            if (code != 0) {
                return code;
            }
        }
        Archive.read(file, settings.home());
        spec.commandLine().getOut().printf("  %-13s %s in %s%n", "restored", file, settings.home()).flush();
        return 0;
    }
}
