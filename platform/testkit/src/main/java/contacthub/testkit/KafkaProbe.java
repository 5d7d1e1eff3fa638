package contacthub.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A test's own hands on the broker: puts records on topics and waits for those of others, in no consumer group. */
public final class KafkaProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Polling waits by itself. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(1);
    /** A topic is read from its beginning, which may be a hundred thousand records away. */
    private static final int MOST_AT_ONCE = 20_000;

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    private KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** A probe on the broker of {@link HubStack}. */
    public static KafkaProbe open() {
        return new KafkaProbe(HubStack.bootstrapServers());
    }

    public static KafkaProbe open(String bootstrapServers) {
        return new KafkaProbe(bootstrapServers);
    }

    /** Puts one record on a topic; returns when the broker has it. */
    public void send(String topic, String key, String value, Map<String, String> headers) {
        send(topic, key, value.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Puts one record of raw bytes on a topic; returns when the broker has it. */
    public void send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, content) -> record.headers().add(name, content.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka does not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sending", e);
        }
    }

    /** The first record on the topic, from its beginning, that is wanted; waited for. */
    public ConsumerRecord<String, byte[]> await(String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return await(topic, 1, wanted).get(0);
    }

    /** That many wanted records of the topic, from its beginning; waited for. */
    public List<ConsumerRecord<String, byte[]>> await(String topic, int count,
            Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = consumer(topic)) {
            Awaitility.await(count + " wanted records on " + topic).pollInSameThread().pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_POLLS).atMost(PATIENCE)
                    .until(() -> {
                        consumer.poll(POLL).forEach(record -> addIf(wanted, record, found));
                        return found.size() >= count;
                    });
        }
        return found;
    }

    /** The wanted records that are on the topic now. */
    public List<ConsumerRecord<String, byte[]>> present(String topic,
            Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            Awaitility.await("the end of " + topic).pollInSameThread().pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_POLLS).atMost(PATIENCE).until(() -> {
                        consumer.poll(POLL).forEach(record -> addIf(wanted, record, found));
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return found;
    }

    /** The text of a record's value. */
    public static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    /** The last header of that name. */
    public static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(found -> new String(found.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private static void addIf(Predicate<ConsumerRecord<String, byte[]>> wanted, ConsumerRecord<String, byte[]> record,
            List<ConsumerRecord<String, byte[]>> found) {
        if (wanted.test(record)) {
            found.add(record);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "max.poll.records", MOST_AT_ONCE),
                new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
