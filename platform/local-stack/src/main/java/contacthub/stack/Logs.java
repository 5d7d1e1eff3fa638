package contacthub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the end of the logs and, if asked, what is added to them. */
@Command(name = "logs", description = "Show the end of all logs, or of one part's.")
final class Logs implements Callable<Integer> {

    private final Settings settings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PART", description = "Show the log of this part only.")
    private String only;

    @Option(names = { "-f", "--follow"}, description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = { "-n", "--lines"}, paramLabel = "N", description = "How many lines (default: 50).")
    private int lines = 50;

    Logs(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Stream<Part> parts = only == null ? settings.parts().stream() : Stream.of(settings.part(only));
        List<String> files = parts.map(part -> part.process().log()).filter(Files::exists).map(Path::toString).toList();
        if (files.isEmpty()) {
            throw new StackFailure("no logs in " + settings.home() + ": nothing was started yet");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-f");
        }
        command.addAll(files);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
