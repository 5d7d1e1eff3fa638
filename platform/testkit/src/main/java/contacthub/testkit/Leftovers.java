package contacthub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for words wherever the hub keeps anything, whatever tables, columns and topics there are by now. */
public final class Leftovers {

    private static final String TABLES = """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name""";
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<String> words;

    private Leftovers(Collection<String> words) {
        this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** Looks for any of these, be they written small or large. */
    public static Leftovers of(String... words) {
        return new Leftovers(Arrays.asList(words));
    }

    /** Whether any of the words is in it. */
    public boolean in(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(small::contains);
    }

    /** The tables with a row, of any column of any type, that has one of the words; each with the number of such rows. */
    public List<String> inDatabase(String jdbcUrl, String user, String password) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            for (String table : tables(connection)) {
                for (String word : words) {
                    long rows = count(connection, table, word);
                    if (rows > 0) {
                        found.add(table + ": " + rows + " with " + word);
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be searched", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TABLES); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /** A row as text has its binary columns in hexadecimal digits. */
    private static long count(Connection connection, String table, String word) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM \"" + table
                + "\" t WHERE strpos(lower(t::text), ?) > 0 OR strpos(t::text, ?) > 0")) {
            select.setString(1, word);
            select.setString(2, HexFormat.of().formatHex(word.getBytes(UTF_8)));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The topics with a record, in key, headers or data, that has one of the words; each with the record's place. */
    public List<String> inTopics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "max.poll.records", 20_000),
                        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<String> found = new ArrayList<>();
            for (String topic : admin.listTopics().names().get()) {
                search(consumer, topic, found);
            }
            return found;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while searching topics", e);
        }
    }

    private void search(KafkaConsumer<byte[], byte[]> consumer, String topic, List<String> found) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> {
                if (in(text(record))) {
                    found.add(topic + "-" + record.partition() + "@" + record.offset());
                }
            });
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        String headers = Arrays.stream(record.headers().toArray()).map(header -> text(header.value()))
                .collect(Collectors.joining(" "));
        return text(record.key()) + " " + headers + " " + text(record.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
