package contacthub.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/** Apache Kafka in this JVM: one node that is broker and controller, with its log in a folder. */
final class Broker {

    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final Path folder;
    private final int port;

    private Broker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Runs until the JVM is asked to end; writes its pid to the ready file once topics can be used. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        new Broker(home.resolve("kafka"), port).run(LocalKafka.readyFile(home));
    }

    private void run(Path ready) throws Exception {
        format();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-kafka"));
        server.startup();
        Topics.ensure("127.0.0.1:" + port);
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    /** Formatting ends with meta.properties: without it an earlier attempt was cut short and nothing was stored yet. */
    private void format() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Folders.delete(folder);
        Files.createDirectories(folder);
        new Formatter().setNodeId(NODE).setClusterId(Uuid.randomUuid().toString()).addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString()).setControllerListenerName(CONTROLLER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(network(FreePorts.next()));
        settings.putAll(storage());
        settings.putAll(singleNode());
        settings.put("message.max.bytes", "2097152");
        return settings;
    }

    /** The controller listens where there is room: nobody but this node talks to it. */
    private Map<String, String> network(int controllerPort) {
        return Map.of("process.roles", "broker,controller", "node.id", Integer.toString(NODE),
                "controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", CONTROLLER, "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "num.network.threads", "2", "num.io.threads", "4");
    }

    /**
     * Small segments and indexes: after kill -9 the last segment of each partition is read again. A day's segment is
     * deleted a week after its last record, by a round that comes often: receipts of erasures promise by these times.
     */
    private Map<String, String> storage() {
        return Map.of("log.dirs", folder.toString(), "log.segment.bytes", "268435456",
                "log.index.size.max.bytes", "1048576", "log.retention.hours", "168", "log.roll.hours", "24",
                "log.retention.check.interval.ms", "10000",
                "log.cleaner.dedupe.buffer.size", "4194304", "log.cleaner.io.buffer.size", "131072",
                "num.recovery.threads.per.data.dir", "2");
    }

    private static Map<String, String> singleNode() {
        Map<String, String> settings = new HashMap<>();
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "8");
        settings.put("transaction.state.log.num.partitions", "4");
        // After kill -9 the node may register again only when its former session has run out.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The first round of retention after a start must not come later than the next ones do.
        settings.put("log.initial.task.delay.ms", "5000");
        // Dead-letter topics appear when the first letter does.
        settings.put("auto.create.topics.enable", "true");
        return settings;
    }
}
