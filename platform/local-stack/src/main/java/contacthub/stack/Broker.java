package contacthub.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/** Apache Kafka in this JVM: a node that is broker and controller, alone or one of several, with its log in a folder. */
final class Broker {

    private static final String CONTROLLER = "CONTROLLER";

    private final Path home;
    private final Path folder;
    private final int node;
    private final List<Integer> ports;

    private Broker(Path home, int node, List<Integer> ports) {
        this.home = home;
        this.folder = home.resolve(LocalKafka.name(node));
        this.node = node;
        this.ports = ports;
    }

    /** Runs until the JVM is asked to end; writes its pid to the ready file once topics can be used. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int node = Integer.parseInt(arguments[1]);
        List<Integer> ports = Stream.of(arguments).skip(2).map(Integer::valueOf).toList();
        new Broker(home, node, ports).run(LocalKafka.readyFile(home, node));
    }

    private void run(Path ready) throws Exception {
        format();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-kafka"));
        server.startup();
        Topics.ensure("127.0.0.1:" + port());
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
        new Formatter().setNodeId(node).setClusterId(clusterId()).addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString()).setControllerListenerName(CONTROLLER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
    }

    private int port() {
        return ports.get(node - 1);
    }

    /** The same for all nodes of a home. */
    private String clusterId() {
        UUID id = UUID.nameUUIDFromBytes(home.toString().getBytes(StandardCharsets.UTF_8));
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }

    /** A controller alone listens where there is room, because nobody but this node talks to it. */
    private List<Integer> controllerPorts() {
        return ports.size() == 1
                ? List.of(FreePorts.next())
                : ports.stream().map(port -> port + Settings.MANAGEMENT_OFFSET).toList();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(network(controllerPorts()));
        settings.putAll(storage());
        settings.putAll(copies());
        settings.putAll(starting());
        settings.put("message.max.bytes", "2097152");
        return settings;
    }

    private Map<String, String> network(List<Integer> controllers) {
        String voters = IntStream.rangeClosed(1, controllers.size())
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllers.get(voter - 1)).collect(Collectors.joining(","));
        return Map.of("process.roles", "broker,controller", "node.id", Integer.toString(node),
                "controller.quorum.voters", voters,
                "listeners", "PLAINTEXT://127.0.0.1:" + port() + "," + CONTROLLER + "://127.0.0.1:"
                        + controllers.get(node - 1),
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port(),
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

    /** Every node has all partitions; of three, two must have what is acknowledged, so that any one may be lost. */
    private Map<String, String> copies() {
        String nodes = Integer.toString(ports.size());
        String enough = Integer.toString(ports.size() / 2 + 1);
        Map<String, String> settings = new HashMap<>(Map.of("default.replication.factor", nodes, "min.insync.replicas",
                enough, "unclean.leader.election.enable", "false"));
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", nodes);
        }
        settings.put("transaction.state.log.min.isr", enough);
        settings.put("share.coordinator.state.topic.min.isr", enough);
        return settings;
    }

    private static Map<String, String> starting() {
        Map<String, String> settings = new HashMap<>();
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
