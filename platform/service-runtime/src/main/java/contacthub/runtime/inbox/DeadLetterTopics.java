package contacthub.runtime.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.common.annotation.Identifier;

import contacthub.runtime.web.Problem;

/** Where the dead letters of this service lie. A 503 problem while the brokers do not answer. */
@ApplicationScoped
class DeadLetterTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final String service;

    DeadLetterTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** The last of each partition, at most so many of each, in no order. */
    List<DeadLetter> last(int most) {
        return reading(consumer -> {
            List<TopicPartition> graves = graves(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(graves, PATIENCE);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(graves, PATIENCE);
            Map<TopicPartition, Long> from = new HashMap<>();
            graves.stream().filter(grave -> ends.get(grave) > begins.get(grave)).forEach(
                    grave -> from.put(grave, Math.max(begins.get(grave), ends.get(grave) - most)));
            return read(consumer, from, ends).stream().map(letter -> DeadLetter.of(letter, service)).toList();
        });
    }

    /** The one that lies there. */
    Optional<ConsumerRecord<byte[], byte[]>> at(DeadLetter.Place place) {
        return reading(consumer -> find(consumer, place));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> find(Consumer<byte[], byte[]> consumer, DeadLetter.Place place) {
        List<TopicPartition> graves = graves(consumer);
        if (!graves.contains(place.partition())) {
            return Optional.empty();
        }
        Set<TopicPartition> one = Set.of(place.partition());
        long begin = consumer.beginningOffsets(one, PATIENCE).get(place.partition());
        long end = consumer.endOffsets(one, PATIENCE).get(place.partition());
        return place.offset() < begin || place.offset() >= end
                ? Optional.empty()
                : read(consumer, Map.of(place.partition(), place.offset()),
                        Map.of(place.partition(), place.offset() + 1)).stream()
                        .filter(letter -> letter.offset() == place.offset()).findFirst();
    }

    private List<TopicPartition> graves(Consumer<byte[], byte[]> consumer) {
        return consumer.listTopics(PATIENCE).entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(".dead." + service))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        while (from.keySet().stream().anyMatch(grave -> consumer.position(grave, PATIENCE) < to.get(grave))) {
            var polled = consumer.poll(PATIENCE);
            if (polled.isEmpty()) {
                throw Problem.unavailable("The brokers do not answer now.", 5);
            }
            polled.forEach(letters::add);
        }
        return letters;
    }

    /** What is done with the dead letters' topics at hand. */
    private interface Reading<T> {

        T with(Consumer<byte[], byte[]> consumer);
    }

    private <T> T reading(Reading<T> reading) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return reading.with(consumer);
        } catch (KafkaException e) {
            throw Problem.unavailable("The brokers do not answer now.", 5);
        }
    }
}
