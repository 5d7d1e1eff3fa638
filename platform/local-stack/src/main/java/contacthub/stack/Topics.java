package contacthub.stack;

import static contacthub.contracts.Topics.ACCOUNTS;
import static contacthub.contracts.Topics.CONTACT_EVENTS;
import static contacthub.contracts.Topics.CONTACT_INTAKE;
import static contacthub.contracts.Topics.NOTIFICATION_EVENTS;
import static contacthub.contracts.Topics.SEGMENT_EVENTS;
import static contacthub.contracts.Topics.SEGMENT_USES;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics the services speak over; a topic that exists is left as it is. */
final class Topics {

    /** Fixed for life: a key must find the same partition for ever. */
    private static final int PARTITIONS = 24;

    private static final List<NewTopic> ALL = Stream.concat(
            Stream.of(CONTACT_INTAKE, CONTACT_EVENTS, SEGMENT_EVENTS, NOTIFICATION_EVENTS).map(Topics::facts),
            Stream.of(ACCOUNTS, SEGMENT_USES).map(Topics::latest)).toList();

    private Topics() {
    }

    static void ensure(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get();
            for (NewTopic topic : ALL) {
                if (!present.contains(topic.name())) {
                    create(admin, topic);
                }
            }
        } catch (ExecutionException e) {
            throw new StackFailure("Kafka refuses to make the topics: " + e.getCause().getMessage(), e);
        } catch (KafkaException e) {
            throw new StackFailure("Kafka at " + bootstrapServers + " cannot be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while making the topics", e);
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic facts(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    }

    private static NewTopic latest(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
}
