package contacthub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.utils.AppInfoParser;

/** Kafka of this machine: a JVM of its own on a loopback port, its log kept in a folder, the hub's topics in it. */
public final class LocalKafka implements AutoCloseable, Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path home;
    private final int port;
    private final String mark;
    private final DetachedProcess process;

    private LocalKafka(Path home, int port) {
        this.home = home.toAbsolutePath().normalize();
        this.port = port;
        this.mark = "-Dcontacthub.kafka=" + this.home;
        this.process = new DetachedProcess(this.home, "kafka", mark);
    }

    /** The broker of that home, running or not. */
    public static LocalKafka at(Path home, int port) {
        return new LocalKafka(home, port);
    }

    /** The broker of that home, started and ready. */
    public static LocalKafka start(Path home, int port) {
        return at(home, port).start();
    }

    /** Starts it unless it runs already, and returns when its topics can be used. */
    @Override
    public LocalKafka start() {
        if (process.running().isEmpty()) {
            process.start(command(), Map.of());
        }
        Patience.until(START_LIMIT, () -> ready() || process.running().isEmpty());
        if (!ready()) {
            throw new StackFailure("Kafka did not start on port " + port + ": " + process.lastWords());
        }
        return this;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    /** Ends it at once and without notice, as a crash would. */
    public void kill() {
        process.kill();
    }

    /** Ends it, its log kept. */
    @Override
    public void close() {
        process.stop();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public DetachedProcess process() {
        return process;
    }

    static Path readyFile(Path home) {
        return home.resolve("run").resolve("kafka.ready");
    }

    private boolean ready() {
        try {
            Optional<Long> pid = process.running().map(ProcessHandle::pid);
            Path file = readyFile(home);
            return pid.isPresent() && Files.exists(file) && Files.readString(file).equals(pid.get().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, mark, "-Xms64m", "-Xmx384m", "-Xss512k", "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp", System.getProperty("java.class.path"), Broker.class.getName(), home.toString(),
                Integer.toString(port));
    }
}
