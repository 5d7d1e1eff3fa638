package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import contacthub.stack.PackagedHub;
import contacthub.stack.StackFailure;

/** What {@code ./hub} does with people, keys and dead letters, seen by the services it concerns. */
class CommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SERVICES = List.of("contact", "segment", "notification");

    private static PackagedHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared().parts();
    }

    @Test
    void letsPersonInUntilDisabled() {
        String name = "olga-" + UUID.randomUUID();
        String first = hub.run("user", "add", name, "--role", "operator", "--role", "supervisor").strip();
        SERVICES.forEach(service -> awaitStatus(200, service, name, first));
        assertThat(hub.run("user", "list")).contains(name + " [operator, supervisor]");
        String second = hub.run("user", "password", name).strip();
        assertThat(second).hasSizeGreaterThan(20).isNotEqualTo(first);
        SERVICES.forEach(service -> awaitStatus(401, service, name, first));
        assertThat(status("contact", Operator.basic(name, second))).isEqualTo(200);
        assertThatThrownBy(() -> hub.run("user", "add", name)).isInstanceOf(StackFailure.class)
                .hasMessageContaining("There is a user " + name + " already.");
        hub.run("user", "disable", name);
        SERVICES.forEach(service -> awaitStatus(401, service, name, second));
        assertThat(hub.run("user", "list")).contains(name + " [operator, supervisor] (disabled)");
    }

    @Test
    void letsProgramPostUntilItsKeyIsRevoked() {
        String name = "shop " + UUID.randomUUID().toString().substring(0, 8);
        assertThatThrownBy(() -> hub.run("key", "create", name)).hasMessageContaining("name");
        String program = name.replace(' ', '-');
        String key = hub.run("key", "create", program).strip();
        assertThat(posted(key)).isEqualTo(202);
        assertThat(hub.run("key", "list")).contains(program).doesNotContain(key);
        hub.run("key", "revoke", program);
        assertThat(posted(key)).isEqualTo(401);
        assertThat(hub.run("key", "list")).contains(program + " (revoked)");
    }

    @Test
    void showsDeadLettersAndSendsThemAgain() throws ExecutionException, InterruptedException {
        String subject = UUID.randomUUID().toString();
        poison(subject);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                .until(() -> deadOf("segment", subject).size() == 1);
        String id = deadOf("segment", subject).get(0);
        hub.run("dead", "redrive", id);
        assertThat(hub.run("dead", "show", id)).contains("\"redriven_by\" : \"admin\"").contains("{\\\"half");
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                .until(() -> deadOf("segment", subject).size() == 2);
        assertThatThrownBy(() -> hub.run("dead", "show", "nothing")).hasMessageContaining("no id of a dead letter");
    }

    /** The ids of the dead letters of one service about a subject. */
    private static List<String> deadOf(String service, String subject) {
        return hub.run("dead", "list").lines().map(line -> line.split(" ")[0])
                .filter(id -> id.contains(".dead." + service + "-service~"))
                .filter(id -> hub.run("dead", "show", id).contains(subject)).toList();
    }

    /** A record that is of a known type and cannot be read. */
    private static void poison(String subject) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", hub.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>("contact-events", subject, "{\"half".getBytes(UTF_8));
            Map.of("ce_specversion", "1.0", "ce_id", subject, "ce_source", "/contact-service", "ce_type",
                    "contacthub.purchase.recorded.v1", "ce_time", Instant.now().toString(), "ce_recordedtime",
                    Instant.now().toString(), "ce_subject", subject, "content-type", "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            producer.send(record).get();
        }
    }

    private static void awaitStatus(int expected, String service, String name, String password) {
        Awaitility.await(service).atMost(PATIENCE)
                .until(() -> status(service, Operator.basic(name, password)) == expected);
    }

    private static int status(String service, String authorization) {
        return answered(HttpRequest.newBuilder(URI.create(hub.url(service) + "/api/v1/dead-letters"))
                .header("Authorization", authorization).build());
    }

    private static int posted(String key) {
        String id = UUID.randomUUID().toString();
        return answered(HttpRequest.newBuilder(URI.create(hub.url("contact") + "/api/v1/events"))
                .header("Authorization", "Bearer " + key).header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"specversion\":\"1.0\",\"id\":\"" + id
                        + "\",\"source\":\"/journeys/commands\",\"type\":\"contacthub.visit.recorded.v1\",\"data\":{"
                        + "\"customer\":{\"type\":\"web\",\"value\":\"" + id + "\"},\"page\":\"/\"}}"))
                .build());
    }

    private static int answered(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(request.uri().toString(), e);
        }
    }
}
