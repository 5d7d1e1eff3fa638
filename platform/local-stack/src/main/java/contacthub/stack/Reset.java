package contacthub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops everything and forgets it: data, logs, passwords, keys. */
@Command(name = "reset", description = "Stop everything and delete all its data, logs and credentials.")
final class Reset implements Runnable {

    /** Named one by one, so that a mistaken HUB_HOME costs nobody anything else. */
    private static final List<String> OURS = List.of("postgres/data", "postgres/data.unfinished", "kafka", "logs",
            "secrets", "run", ClassCache.FOLDER);

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--yes", description = "Yes, delete it.")
    private boolean certain;

    Reset(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        if (!certain) {
            throw new StackFailure("this deletes all data in " + settings.home() + ": say ./hub reset --yes");
        }
        List<Part> parts = new ArrayList<>(settings.parts());
        Collections.reverse(parts);
        parts.forEach(part -> part.process().stop());
        try {
            for (String folder : OURS) {
                Folders.delete(settings.home().resolve(folder));
            }
            Files.deleteIfExists(settings.credentials());
        } catch (IOException e) {
            throw new StackFailure("not everything could be deleted: " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println("  deleted       all data in " + settings.home());
        spec.commandLine().getOut().flush();
    }
}
