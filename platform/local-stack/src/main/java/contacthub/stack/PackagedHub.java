package contacthub.stack;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A hub of its own for journeys and benchmarks: the packaged services on an empty home and free ports, started and
 * stopped by the launcher in a process of its own, as {@code ./hub} does it.
 */
public final class PackagedHub implements AutoCloseable {

    /** Below the ports that systems give to outgoing connections, so that a stopped part finds its port free again. */
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 30_000;
    private static final List<String> PARTS = List.of("contact", "segment", "notification", "contact-2", "segment-2",
            "notification-2", "kafka", "kafka-2", "kafka-3", "postgres");

    private final Path root;
    private final Settings settings;

    private PackagedHub(Path root, Map<String, String> environment) {
        this.root = root.toAbsolutePath().normalize();
        this.settings = Settings.from(environment);
    }

    /**
     * A hub that is not started yet; what an earlier run left in that home is ended and removed.
     *
     * @param root the project's folder, with everything packaged
     * @param environment what the services are told beside their own settings
     */
    public static PackagedHub empty(Path root, Path home, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HUB_HOME", home.toString());
        int first = freePorts();
        for (int i = 0; i < PARTS.size(); i++) {
            all.put(Settings.portVariable(PARTS.get(i)), Integer.toString(first + i));
        }
        PackagedHub hub = new PackagedHub(root, all);
        hub.end();
        hub.clear();
        return hub;
    }

    /** A hub with a second instance of contact-service, the part {@code contact-2}. */
    public static PackagedHub emptyWithTwoContacts(Path root, Path home) {
        return empty(root, home, Map.of(Settings.SECOND, "contact"));
    }

    /** The same hub, whose parts are started from now on with this beside what they were told. */
    public PackagedHub with(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(settings.environment());
        all.putAll(environment);
        return new PackagedHub(root, all);
    }

    private static int freePorts() {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT))
                .filter(first -> IntStream.range(first, first + PARTS.size())
                        .allMatch(port -> FreePorts.free(port) && FreePorts.free(port + Settings.MANAGEMENT_OFFSET)))
                .findFirst().orElseThrow();
    }

    /** Starts what is down, or these parts; returns what the launcher said once all of it is ready. */
    public String up(String... parts) {
        return launcher("up", parts);
    }

    /** Ends everything, or one part, in order; data is kept. */
    public String down(String... parts) {
        return launcher("down", parts);
    }

    /** Erases a customer by {@code ./hub erase}; returns what it said. */
    public String erase(String ref) {
        return launcher("erase", ref);
    }

    /** Runs any other command of {@code ./hub}; returns what it said. */
    public String run(String command, String... arguments) {
        return launcher(command, arguments);
    }

    /** Posts the month of a made-up shop by {@code ./hub demo}; returns what it said. */
    public String demo() {
        return launcher("demo");
    }

    /** Ends a part at once and without notice, as {@code kill -9} does. */
    public void kill(String part) {
        settings.part(part).process().kill();
    }

    /** Stops a part and all it started where they are, as a machine does that hangs; it keeps its connections. */
    public void freeze(String part) {
        signal("STOP", part);
    }

    /** Lets a part that was frozen go on. */
    public void thaw(String part) {
        signal("CONT", part);
    }

    private void signal(String signal, String part) {
        ProcessHandle process = process(part);
        List<String> kill = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(process.pid())));
        process.descendants().forEach(child -> kill.add(Long.toString(child.pid())));
        try {
            new ProcessBuilder(kill).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while sending " + signal + " to " + part, e);
        }
    }

    /** The process of a part that is up. */
    public ProcessHandle process(String part) {
        return settings.part(part).process().running()
                .orElseThrow(() -> new StackFailure(part + " is down in " + settings.home()));
    }

    /** Where a service listens. */
    public URI url(String service) {
        return URI.create("http://127.0.0.1:" + settings.port(service));
    }

    /** Where a service tells its metrics. */
    public URI managementUrl(String service) {
        return URI.create("http://127.0.0.1:" + settings.managementPort(service));
    }

    public String jdbcUrl(String database) {
        return settings.postgres().jdbcUrl(database);
    }

    /** The password of the user who owns the database of that name. */
    public String password(String database) {
        return settings.postgres().password(database);
    }

    /** The folder of data and logs. */
    public Path home() {
        return settings.home();
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** What the first start left in {@code credentials.properties}. */
    public Properties credentials() {
        Properties credentials = new Properties();
        try (Reader reader = Files.newBufferedReader(settings.credentials())) {
            credentials.load(reader);
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends everything at once; the home is thrown away by the next run anyway. */
    @Override
    public void close() {
        end();
    }

    private void end() {
        settings.parts().stream().parallel().forEach(part -> part.process().kill());
    }

    private void clear() {
        Path cache = settings.home().resolve(ClassCache.FOLDER);
        try {
            Files.createDirectories(settings.home());
            try (Stream<Path> entries = Files.list(settings.home())) {
                // Class caches are of the build, not of the run: they stay.
                for (Path entry : entries.filter(entry -> !entry.equals(cache)).toList()) {
                    Folders.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String launcher(String command, String... parts) {
        List<String> line = new ArrayList<>(List.of(Hub.java(), "-Xmx128m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Dcontacthub.root=" + root,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp", classPath(), Hub.class.getName(), command));
        line.addAll(List.of(parts));
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().putAll(settings.environment());
            Process run = builder.start();
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new StackFailure("hub " + command + " " + String.join(" ", parts) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted during hub " + command, e);
        }
    }

    private String classPath() {
        Path target = root.resolve("platform/local-stack/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("local-stack-.*\\.jar")).findFirst()
                    .orElseThrow(() -> new StackFailure("no launcher in " + target + ": run mvn package"));
            return jar + File.pathSeparator + target.resolve("lib") + "/*";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
