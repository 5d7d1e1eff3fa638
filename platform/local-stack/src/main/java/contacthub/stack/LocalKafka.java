package contacthub.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.kafka.common.utils.AppInfoParser;

/** Kafka of this machine: a JVM of its own on a loopback port, its log kept in a folder, the hub's topics in it. */
public final class LocalKafka implements AutoCloseable, Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path home;
    private final int node;
    private final List<Integer> ports;
    private final String mark;
    private final DetachedProcess process;
    private final Optional<ClassCache> cache;

    private LocalKafka(Path home, int node, List<Integer> ports, Optional<ClassCache> cache) {
        this.home = home.toAbsolutePath().normalize();
        this.node = node;
        this.ports = ports;
        this.cache = cache;
        this.mark = "-Dcontacthub." + name() + "=" + this.home;
        this.process = new DetachedProcess(this.home, name(), mark);
    }

    /** The broker of that home, running or not. */
    public static LocalKafka at(Path home, int port) {
        return at(home, List.of(port)).get(0);
    }

    /** The brokers of that home, which keep copies of each other's partitions where there are several. */
    static List<LocalKafka> at(Path home, List<Integer> ports) {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> new LocalKafka(home, node, ports, Optional.empty())).toList();
    }

    /** The same broker, started with the help of what an earlier run kept. */
    LocalKafka with(Optional<ClassCache> kept) {
        return new LocalKafka(home, node, ports, node == 1 ? kept : kept.map(ClassCache::further));
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
            throw new StackFailure(name() + " did not start on port " + port() + ": " + process.lastWords());
        }
        return this;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    public int port() {
        return ports.get(node - 1);
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
        return name(node);
    }

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public DetachedProcess process() {
        return process;
    }

    /** What the part is called that is this node of all brokers. */
    static String name(int node) {
        return node == 1 ? "kafka" : "kafka-" + node;
    }

    static Path readyFile(Path home, int node) {
        return home.resolve("run").resolve(name(node) + ".ready");
    }

    private boolean ready() {
        try {
            Optional<Long> pid = process.running().map(ProcessHandle::pid);
            Path file = readyFile(home, node);
            return pid.isPresent() && Files.exists(file) && Files.readString(file).equals(pid.get().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(Hub.java(), mark, "-Xms64m", "-Xmx384m"));
        command.addAll(Hub.MODEST);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true"));
        cache.ifPresent(kept -> command.addAll(kept.options(Path.of(classPath.split(File.pathSeparator)[0]))));
        command.addAll(List.of("-cp", classPath, Broker.class.getName(), home.toString(), Integer.toString(node)));
        ports.forEach(port -> command.add(port.toString()));
        return command;
    }
}
