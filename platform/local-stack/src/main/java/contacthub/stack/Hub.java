package contacthub.stack;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import contacthub.stack.demo.Demo;
import contacthub.stack.sandbox.PlaySandbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands of {@code ./hub}. Each prints what it did, and its exit code is 0 only if that is true. */
@Command(name = "hub", description = "Runs Contact Hub on this machine.", synopsisSubcommandLabel = "COMMAND", subcommands = HelpCommand.class)
final class Hub {

    /** Options of programs that share a machine: small stacks, one thread of garbage collection, modest compiling. */
    static final List<String> MODEST = Stream
            .concat(Stream.of("-Xss512k", "-XX:+UseSerialGC"), compiling(Runtime.getRuntime().availableProcessors()))
            .toList();

    private Hub() {
    }

    /**
     * The optimising compiler only for what stays hot, or it takes a fifth of all computing while everything starts;
     * on two processors not at all, where for minutes it costs more than it gains (ADR 0049).
     */
    private static Stream<String> compiling(int processors) {
        return processors <= 2
                ? Stream.of("-XX:TieredStopAtLevel=1")
                : Stream.of("-XX:Tier4InvocationThreshold=30000", "-XX:Tier4MinInvocationThreshold=6000",
                        "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=200000");
    }

    public static void main(String[] arguments) {
        System.exit(commands(System.getenv(), Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commands(Map<String, String> environment, Clock clock) {
        Settings settings = Settings.from(environment);
        CommandLine commands = new CommandLine(new Hub());
        commands.addSubcommand(new Up(settings)).addSubcommand(new Down(settings))
                .addSubcommand(new Status(settings, clock)).addSubcommand(new Logs(settings))
                .addSubcommand(new Demo(settings::url, settings.credentials(), clock))
                .addSubcommand(new PlaySandbox(settings.url("contact"), clock))
                .addSubcommand(new Key(settings)).addSubcommand(new User(settings))
                .addSubcommand(new Dead(settings)).addSubcommand(new Erase(settings))
                .addSubcommand(new Backup(settings)).addSubcommand(new Restore(settings))
                .addSubcommand(new Reset(settings));
        commands.setExecutionExceptionHandler(Hub::sayInOneLine);
        return commands;
    }

    /** What the build calls this version; a launcher run from classes has none. */
    static String version() {
        return Optional.ofNullable(Hub.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    /** The Java that runs the launcher runs everything. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int sayInOneLine(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (!(failure instanceof StackFailure)) {
            throw failure;
        }
        PrintWriter err = command.getErr();
        err.println("hub: " + failure.getMessage());
        err.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
