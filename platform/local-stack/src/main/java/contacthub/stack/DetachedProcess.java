package contacthub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that outlives the one that started it: its pid is in a file, its output in a log. A pid counts only while
 * the process behind it carries our mark on its command line, because the system gives old numbers to strangers.
 */
final class DetachedProcess {

    /** Longer than any program of ours takes to end; the first time it also writes its class cache. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private static final Duration BECOMING = Duration.ofSeconds(2);

    /** Job control gives the program a process group of its own, so that Ctrl-C at the launcher does not reach it. */
    private static final String DETACH = "set -m; log=$1; shift; nohup \"$@\" </dev/null >>\"$log\" 2>&1 & echo $!";

    private final Path pidFile;
    private final Path log;
    private final String mark;
    private final String stopSignal;

    DetachedProcess(Path home, String name, String mark) {
        this(home, name, mark, "TERM");
    }

    /** One that takes another signal for the order to end. */
    DetachedProcess(Path home, String name, String mark, String stopSignal) {
        this.pidFile = home.resolve("run").resolve(name + ".pid");
        this.log = home.resolve("logs").resolve(name + ".log");
        this.mark = mark;
        this.stopSignal = stopSignal;
    }

    Path log() {
        return log;
    }

    Optional<ProcessHandle> running() {
        return recordedPid().flatMap(this::ours);
    }

    /** The process, if it is alive and carries our mark. */
    Optional<ProcessHandle> ours(long pid) {
        return ProcessHandle.of(pid).filter(process -> commandLine(process).contains(mark));
    }

    /**
     * A command line is missing for a moment while one program becomes another, and for good once it has ended. It is
     * read once: what was there a moment ago may be gone when asked again.
     */
    private static String commandLine(ProcessHandle process) {
        var line = new AtomicReference<>("");
        Patience.until(BECOMING, () -> {
            process.info().commandLine().ifPresent(line::set);
            return !process.isAlive() || !line.get().isEmpty();
        });
        return process.isAlive() ? line.get() : "";
    }

    long start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(pidFile.getParent());
            Files.createDirectories(log.getParent());
            long pid = Long.parseLong(launch(command, environment));
            Files.writeString(pidFile, pid + "\n");
            return pid;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String launch(List<String> command, Map<String, String> environment) throws IOException {
        List<String> line = new ArrayList<>(List.of("bash", "-c", DETACH, "detach", log.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process shell = builder.start();
        try (var output = shell.inputReader()) {
            return output.readLine().trim();
        }
    }

    /** Asks it to end, waits, and ends it by force if it does not listen. */
    void stop() {
        running().ifPresent(process -> {
            signal(process);
            if (!Patience.until(STOP_LIMIT, () -> running().isEmpty())) {
                kill();
            }
        });
        forget();
    }

    /** Sends the order to end, and returns at once. */
    void signal(ProcessHandle process) {
        try {
            new ProcessBuilder("bash", "-c", "kill -" + stopSignal + " " + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        running().ifPresent(ProcessHandle::destroyForcibly);
        Patience.until(STOP_LIMIT, () -> running().isEmpty());
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line of the log that is not part of a stack trace: why a program that ended at once did so. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log).stream().map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... ")).toList();
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }

    private Optional<Long> recordedPid() {
        try {
            return Files.exists(pidFile)
                    ? Optional.of(Long.valueOf(Files.readString(pidFile).trim()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // A half-written pid file belongs to a start that never finished.
            return Optional.empty();
        }
    }
}
