package contacthub.runtime.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

import io.smallrye.common.annotation.Identifier;

/** Asks PostgreSQL and Kafka whether they are there, within a bounded time. */
@ApplicationScoped
class Stores {

    private static final int SECONDS = 2;

    private final DataSource source;
    private final Map<String, Object> broker;
    private Admin admin;

    /** @param broker every {@code kafka.} setting, so that a secured cluster is asked as the consumers ask it */
    Stores(DataSource source, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.source = source;
        this.broker = broker;
    }

    boolean databaseAnswers() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    boolean kafkaAnswers() {
        try {
            return !admin().describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            Map<String, Object> settings = new HashMap<>(broker);
            settings.keySet().retainAll(AdminClientConfig.configNames());
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1_000);
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1_000);
            admin = Admin.create(settings);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
