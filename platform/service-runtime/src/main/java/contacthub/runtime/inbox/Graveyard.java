package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.common.annotation.Identifier;

import contacthub.runtime.event.HubProducer;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** The dead letters of this service, read where they lie, and sent again to the topic they came from. */
@ApplicationScoped
class Graveyard {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SENT_AGAIN = """
            INSERT INTO dead_letter_redriven (topic, partition, place, operator) VALUES (?, ?, ?, ?)
            ON CONFLICT (topic, partition, place) DO UPDATE SET at = now(), operator = excluded.operator""";
    private static final String KNOWN = """
            SELECT r.* FROM dead_letter_redriven r
            JOIN unnest(?, ?, ?) l (topic, partition, place) USING (topic, partition, place)""";

    private final Map<String, Object> kafka;
    private final HubProducer producer;
    private final Transactions transactions;
    private final String service;

    Graveyard(@Identifier("default-kafka-broker") Map<String, Object> kafka, HubProducer producer,
            Transactions transactions, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.kafka = kafka;
        this.producer = producer;
        this.transactions = transactions;
        this.service = service;
    }

    /** The newest, at most so many, newest first. */
    List<DeadLetter> newest(int most) {
        List<DeadLetter> letters = reading(consumer -> {
            List<TopicPartition> graves = graves(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(graves, PATIENCE);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(graves, PATIENCE);
            Map<TopicPartition, Long> from = new HashMap<>();
            graves.stream().filter(grave -> ends.get(grave) > begins.get(grave)).forEach(
                    grave -> from.put(grave, Math.max(begins.get(grave), ends.get(grave) - most)));
            return read(consumer, from, ends).stream().map(letter -> DeadLetter.of(letter, service)).toList();
        });
        List<DeadLetter> shown = letters.stream().sorted(Comparator.comparing(DeadLetter::at).reversed()
                .thenComparing(DeadLetter::id)).limit(most).toList();
        return withRedriven(shown);
    }

    /** Sends one again, as it came; a 404 problem where it is not there (any more), 409 where its data is not. */
    void redrive(String id, String operator) {
        DeadLetter.Place place = DeadLetter.Place.of(id);
        ConsumerRecord<byte[], byte[]> letter = reading(consumer -> find(consumer, place))
                .orElseThrow(() -> Problem.notFound("There is no dead letter " + id + "."));
        if (letter.value() == null) {
            throw Problem.conflict("Its data was too large for a dead letter; it lies where topic, partition and "
                    + "offset say.");
        }
        send(letter);
        transactions.inOne(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(SENT_AGAIN)) {
                insert.setString(1, place.partition().topic());
                insert.setInt(2, place.partition().partition());
                insert.setLong(3, place.offset());
                insert.setString(4, operator);
                return insert.executeUpdate();
            }
        });
    }

    private void send(ConsumerRecord<byte[], byte[]> letter) {
        List<Header> own = StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> !header.key().startsWith("dead-")).toList();
        try {
            producer.send(new ProducerRecord<>(DeadLetter.header(letter, "dead-topic"), null, letter.key(),
                    letter.value(), own)).orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw Problem.unavailable("The brokers do not take it now.", 5);
        }
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

    private List<DeadLetter> withRedriven(List<DeadLetter> letters) {
        Map<DeadLetter.Place, Redriven> redriven = transactions.inCurrent(connection -> redriven(connection, letters));
        return letters.stream().map(letter -> {
            Redriven again = redriven.get(DeadLetter.Place.of(letter.id()));
            return again == null ? letter : letter.redriven(again.at, again.operator);
        }).toList();
    }

    private record Redriven(Instant at, String operator) {}

    private static Map<DeadLetter.Place, Redriven> redriven(Connection connection, Collection<DeadLetter> letters)
            throws SQLException {
        List<DeadLetter.Place> places = letters.stream().map(letter -> DeadLetter.Place.of(letter.id()))
                .collect(Collectors.toList());
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            Columns.of(connection, select, places).bind("text", place -> place.partition().topic())
                    .bind("int4", place -> place.partition().partition()).bind("int8", DeadLetter.Place::offset);
            Map<DeadLetter.Place, Redriven> redriven = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    redriven.put(
                            new DeadLetter.Place(new TopicPartition(row.getString("topic"), row.getInt("partition")),
                                    row.getLong("place")),
                            new Redriven(row.getObject("at", OffsetDateTime.class).toInstant(),
                                    row.getString("operator")));
                }
            }
            return redriven;
        }
    }
}
