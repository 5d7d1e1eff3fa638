package contacthub.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Kafka of this machine keep what they were given, however they end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {

    private LocalPostgres postgres;
    private LocalKafka kafka;
    private Path home;

    /** Both find what a first start left behind that never came to its end, and begin again. */
    @BeforeAll
    void startBothOverAbandonedFolders(@TempDir Path folder) throws IOException {
        home = folder;
        Files.writeString(Files.createDirectories(folder.resolve("postgres/data.unfinished")).resolve("PG_VERSION"),
                "18");
        Files.writeString(Files.createDirectories(folder.resolve("kafka")).resolve("bootstrap.checkpoint"), "half");
        postgres = LocalPostgres.start(folder, FreePorts.next());
        kafka = LocalKafka.start(folder, FreePorts.next());
    }

    @AfterAll
    void stopBoth() {
        kafka.close();
        postgres.close();
    }

    @Test
    void keepsRowsOverStopAndStart() throws SQLException {
        run("contact", "CREATE TABLE kept_by_stop (word text)", "INSERT INTO kept_by_stop VALUES ('слово')");
        postgres.close();
        postgres.start();
        assertThat(ask("contact", "SELECT word FROM kept_by_stop")).isEqualTo("слово");
    }

    @Test
    void keepsCommittedRowsWhenServerIsKilled() throws SQLException {
        run("contact", "CREATE TABLE kept_by_crash (word text)", "INSERT INTO kept_by_crash VALUES ('safe')");
        postgres.kill();
        postgres.start();
        assertThat(ask("contact", "SELECT word FROM kept_by_crash")).isEqualTo("safe");
    }

    @Test
    void endsServerWhosePidFileIsLost() throws Exception {
        long before = postgres.process().running().orElseThrow().pid();
        Files.delete(home.resolve("run/postgres.pid"));
        postgres.start();
        assertThat(postgres.process().running().orElseThrow().pid()).isNotEqualTo(before);
    }

    @Test
    void letsUserIntoOwnDatabaseOnly() {
        assertThatThrownBy(
                () -> DriverManager.getConnection(postgres.jdbcUrl("segment"), "contact", postgres.password("contact")))
                .isInstanceOf(SQLException.class).hasMessageContaining("permission denied for database");
    }

    @Test
    void refusesWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("contact"), "contact", "guess"))
                .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
    }

    @Test
    void knowsRussianLetters() throws SQLException {
        assertThat(ask("contact", "SELECT lower('ПРИВЕТ')")).isEqualTo("привет");
        assertThat(ask("contact", "SELECT show_trgm('кот')::text")).hasSizeGreaterThan(10);
        assertThat(ask("contact", "SELECT similarity('Пётр Чайковский', 'Петр Чайковский') > 0.5")).isEqualTo("t");
        assertThat(ask("contact", "SELECT unaccent('Zoë')")).isEqualTo("Zoe");
    }

    @Test
    void makesTopicsOfTheHub() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topics = admin.describeTopics(List.of("contact-intake", "contact-events", "segment-events",
                    "notification-events", "hub-accounts", "hub-segment-uses")).allTopicNames()
                    .get(20, TimeUnit.SECONDS);
            assertThat(topics.get("contact-intake").partitions()).hasSize(24);
            assertThat(topics.get("hub-accounts").partitions()).hasSize(1);
            assertThat(topics.get("hub-segment-uses").partitions()).hasSize(1);
        }
    }

    @Test
    void keepsRecordsOverStopAndStart() throws Exception {
        send("stop", "kept");
        kafka.close();
        kafka.start();
        assertThat(first("stop")).isEqualTo("kept");
    }

    @Test
    void keepsRecordsWhenBrokerIsKilled() throws Exception {
        send("crash", "safe");
        kafka.kill();
        kafka.start();
        assertThat(first("crash")).isEqualTo("safe");
    }

    private void run(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), database, postgres.password(database));
    }

    private void send(String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
        }
    }

    private String first(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
