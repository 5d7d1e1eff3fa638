package contacthub.runtime.event;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

import io.smallrye.common.annotation.Identifier;

import contacthub.contracts.Topics;

/**
 * How long the brokers remember what was sent, by their own settings: a record goes with its segment, which goes when
 * the newest record in it is past the retention. Between the two lie the rolling of the segment, the brokers' rounds
 * and the moment a deleted file stays.
 */
@ApplicationScoped
public class TopicMemory {

    private static final long TIMEOUT_SECONDS = 10;
    private static final Set<String> PERSONAL = Set.of(Topics.CONTACT_INTAKE, Topics.CONTACT_EVENTS,
            Topics.SEGMENT_EVENTS, Topics.NOTIFICATION_EVENTS);
    private static final String DEAD = ".dead.";
    private static final String ROUND = "log.retention.check.interval.ms";
    /** What Kafka has where a cluster does not tell the settings of its brokers. */
    private static final long USUAL_ROUND = 300_000;

    /** For the rounds themselves, which take time. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;

    TopicMemory(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * The longest any topic with events of customers remembers.
     *
     * @param keptOn the topics that never forget, if any; {@code longest} counts the others
     */
    public record Memory(Duration longest, List<String> keptOn) {}

    /**
     * Asks the brokers; dead letters count too.
     *
     * @throws Unanswered when they do not answer in time
     */
    public Memory ask() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(settings)) {
            List<String> topics = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(TopicMemory::isPersonal).sorted().toList();
            return memory(topics(admin, topics), round(admin));
        } catch (ExecutionException | TimeoutException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(e);
        }
    }

    private static boolean isPersonal(String topic) {
        int dead = topic.indexOf(DEAD);
        return PERSONAL.contains(dead < 0 ? topic : topic.substring(0, dead));
    }

    private static Map<String, Config> topics(Admin admin, Collection<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList())
                .all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static long round(Admin admin) throws InterruptedException, TimeoutException {
        try {
            Node node = admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).iterator().next();
            var broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            return number(admin.describeConfigs(List.of(broker)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(broker), ROUND);
        } catch (ExecutionException e) {
            return USUAL_ROUND;
        }
    }

    static Memory memory(Map<String, Config> topics, long round) {
        List<String> keptOn = topics.entrySet().stream().filter(topic -> keeps(topic.getValue())).map(Map.Entry::getKey)
                .sorted().toList();
        long longest = topics.values().stream().filter(topic -> !keeps(topic)).mapToLong(TopicMemory::millis).max()
                .orElse(0);
        return new Memory(Duration.ofMillis(longest + round).plus(MARGIN), keptOn);
    }

    private static boolean keeps(Config topic) {
        return number(topic, "retention.ms") < 0 || !topic.get("cleanup.policy").value().contains("delete");
    }

    private static long millis(Config topic) {
        return number(topic, "retention.ms") + number(topic, "segment.ms") + number(topic, "file.delete.delay.ms");
    }

    private static long number(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }

    /** The brokers did not say. */
    public static final class Unanswered extends RuntimeException {

        Unanswered(Exception cause) {
            super("the brokers do not tell how long they keep records", cause);
        }
    }
}
