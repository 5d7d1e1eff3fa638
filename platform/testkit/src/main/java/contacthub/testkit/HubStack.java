package contacthub.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import contacthub.stack.Folders;
import contacthub.stack.FreePorts;
import contacthub.stack.LocalKafka;
import contacthub.stack.LocalPostgres;

/**
 * The real PostgreSQL and the real Kafka for tests, started once per JVM with empty data and ended with it. Tests of
 * outages stop and start either again on the same port and data.
 */
public final class HubStack implements QuarkusTestResourceLifecycleManager {

    private static final Path HOME = Path.of("target", "hub-stack").toAbsolutePath();

    /**
     * Ports are kept in system properties, not in fields: Quarkus loads test classes more than once, each time with
     * fields of their own.
     */
    private static final String POSTGRES_PORT = "contacthub.testkit.postgres.port";
    private static final String KAFKA_PORT = "contacthub.testkit.kafka.port";

    private static final List<String> LEFT_FROM_EARLIER = List.of("postgres/data", "kafka", "logs");

    private String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        ensureStarted();
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.devservices.enabled", "false");
        settings.put("kafka.bootstrap.servers", bootstrapServers());
        if (database != null) {
            settings.put("quarkus.datasource.jdbc.url", jdbcUrl(database));
            settings.put("quarkus.datasource.username", database);
            settings.put("quarkus.datasource.password", password(database));
        }
        return settings;
    }

    /** Nothing ends here: the next test class uses the same stack, and the JVM ends it. */
    @Override
    public void stop() {
    }

    /** Starts both unless this JVM has done so already; for tests without Quarkus. */
    public static void ensureStarted() {
        synchronized (System.getProperties()) {
            if (System.getProperty(POSTGRES_PORT) == null) {
                startEmpty();
            }
        }
    }

    public static String jdbcUrl(String database) {
        return postgres().jdbcUrl(database);
    }

    /** The password of the user who has the name of the database. */
    public static String password(String database) {
        return postgres().password(database);
    }

    public static String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** PostgreSQL ends in order, as for maintenance. */
    public static void stopPostgres() {
        postgres().close();
    }

    /** PostgreSQL ends at once, as by kill -9. */
    public static void killPostgres() {
        postgres().kill();
    }

    /** PostgreSQL comes back on the same port with the same data; returns when it answers. */
    public static void startPostgres() {
        postgres().start();
    }

    /** Kafka ends in order, as for maintenance. */
    public static void stopKafka() {
        kafka().close();
    }

    /** Kafka ends at once, as by kill -9. */
    public static void killKafka() {
        kafka().kill();
    }

    /** Kafka comes back on the same port with the same log; returns when its topics can be used. */
    public static void startKafka() {
        kafka().start();
    }

    private static void startEmpty() {
        System.setProperty(POSTGRES_PORT, Integer.toString(FreePorts.next()));
        System.setProperty(KAFKA_PORT, Integer.toString(FreePorts.next()));
        end();
        LEFT_FROM_EARLIER.forEach(name -> delete(HOME.resolve(name)));
        Runtime.getRuntime().addShutdownHook(new Thread(HubStack::end, "end-hub-stack"));
        Thread broker = new Thread(() -> kafka().start(), "start-kafka");
        broker.start();
        postgres().start();
        join(broker);
        kafka().start();
    }

    private static void end() {
        kafka().kill();
        postgres().kill();
    }

    private static LocalPostgres postgres() {
        return LocalPostgres.at(HOME, port(POSTGRES_PORT), LocalPostgres.Durability.FAST);
    }

    private static LocalKafka kafka() {
        return LocalKafka.at(HOME, port(KAFKA_PORT));
    }

    private static int port(String property) {
        String port = System.getProperty(property);
        if (port == null) {
            throw new IllegalStateException("HubStack is not started: annotate the test or call ensureStarted()");
        }
        return Integer.parseInt(port);
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stack started", e);
        }
    }
}
