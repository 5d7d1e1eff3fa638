package contacthub.stack;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows each part: up or down, since when, and how far a service is behind the events it reads. */
@Command(name = "status", description = "Show each part: up or down, pid, port, version, uptime, lag.")
final class Status implements Callable<Integer> {

    private static final String ROW = "%-13s %-5s %8s %6s %-16s %10s %8s%n";

    /** What shells expect of a status command whose subject is not running. */
    private static final int NOT_ALL_UP = 3;

    private final Settings settings;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    Status(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Part> parts = settings.parts();
        Map<String, Long> lag = lag();
        spec.commandLine().getOut().printf(ROW, "part", "state", "pid", "port", "version", "uptime", "lag");
        parts.forEach(part -> show(part, Optional.ofNullable(lag.get(part.name()))));
        spec.commandLine().getOut().flush();
        return parts.stream().allMatch(part -> part.process().running().isPresent()) ? 0 : NOT_ALL_UP;
    }

    private Map<String, Long> lag() {
        boolean reachable = settings.outsideKafka().isPresent()
                || settings.brokers().stream().anyMatch(broker -> broker.process().running().isPresent());
        return reachable ? Lag.of(settings.bootstrapServers()) : Map.of();
    }

    private void show(Part part, Optional<Long> lag) {
        Optional<ProcessHandle> process = part.process().running();
        spec.commandLine().getOut().printf(ROW, part.name(), process.isPresent() ? "up" : "down",
                process.map(found -> Long.toString(found.pid())).orElse("-"), part.port(), part.version(),
                process.flatMap(found -> found.info().startInstant())
                        .map(start -> readable(Duration.between(start, clock.instant()))).orElse("-"),
                lag.map(Object::toString).orElse("-"));
    }

    static String readable(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m " + time.toSecondsPart() + "s" : time.toSeconds() + "s";
    }
}
