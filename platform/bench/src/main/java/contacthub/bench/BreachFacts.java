package contacthub.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import contacthub.contracts.ClockFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;

/** Reads the topic of contact-service from its beginning, in a thread of its own, and keeps which clocks it says passed. */
final class BreachFacts implements AutoCloseable {

    private static final String BREACHED = FactTypes.name(ClockFact.Breached.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final AtomicLong repeated = new AtomicLong();
    private final Thread thread = new Thread(this::read, "breach-facts");
    private volatile boolean ended;

    /** The event that told of a clock, how late it was on the topic, and whether another event said the same. */
    private record Told(String event, long lateMillis, boolean twice) {}

    BreachFacts(String bootstrapServers) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread.start();
    }

    private void read() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONTACT_EVENTS).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!ended) {
            consumer.poll(POLL).forEach(this::take);
        }
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!BREACHED.equals(header(record, "ce_type"))) {
            return;
        }
        ClockFact.Breached fact = Json.read(record.value(), ClockFact.Breached.class);
        String event = header(record, "ce_id");
        Told before = told.get(fact.clock());
        if (before == null) {
            told.put(fact.clock(), new Told(event, record.timestamp() - fact.due().toEpochMilli(), false));
        } else if (before.event.equals(event)) {
            repeated.incrementAndGet();
        } else {
            told.put(fact.clock(), new Told(event, before.lateMillis, true));
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** How many of these clocks were told of. */
    long told(Set<String> clocks) {
        return clocks.stream().filter(told::containsKey).count();
    }

    /** How many of these clocks were told of by more than one event. */
    long twice(Set<String> clocks) {
        return clocks.stream().map(told::get).filter(one -> one != null && one.twice).count();
    }

    /** How often an event came again under the same id, as it may after a crash (docs/adr/0007). */
    long repeated() {
        return repeated.get();
    }

    /** How late these clocks were told of on the topic, growing, in milliseconds. */
    List<Long> lateMillis(Set<String> clocks) {
        List<Long> late = new ArrayList<>();
        clocks.stream().map(told::get).filter(one -> one != null).forEach(one -> late.add(one.lateMillis));
        late.sort(null);
        return late;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
