package contacthub.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends the parts in the reverse order of their need; all data is kept. */
@Command(name = "down", description = "Stop everything, or one part; data is kept.")
final class Down implements Runnable {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PART", description = "Stop this part only.")
    private String only;

    Down(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        if (settings.parts().stream().flatMap(part -> part.process().running().stream())
                .anyMatch(ClassCache::writtenAtEndOf)) {
            say("  stopping      the first time takes up to a minute: class caches are written for quicker starts");
        }
        if (only != null) {
            stop(settings.part(only));
            return;
        }
        // Services do not need each other: they end together.
        settings.services().stream().parallel().forEach(this::stop);
        List<Part> stores = new ArrayList<>(settings.stores());
        Collections.reverse(stores);
        stores.forEach(this::stop);
    }

    private void stop(Part part) {
        boolean wasUp = part.process().running().isPresent();
        part.process().stop();
        say("  %-13s %s".formatted(part.name(), wasUp ? "stopped" : "was down"));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
