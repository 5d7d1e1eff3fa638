package contacthub.journeys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.Leftovers;
import contacthub.testkit.Mailbox;

/**
 * One person lives through the whole hub, with a dead letter and an event that waits in the spill, and is erased. After
 * the time the receipt states, a search of databases, topics, the broker's files, exports and logs finds nothing.
 */
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Map<String, String> FORGETFUL = Map.of("retention.ms", "20000", "segment.ms", "1000",
            "file.delete.delay.ms", "1000");
    private static final List<String> SERVICES = List.of("contact", "segment", "notification");

    private final String mark = "quillfeather" + Long.toString(System.nanoTime(), 36);
    private final String email = mark + "@erasure.example";
    private final String phone = "+7916" + String.format("%07d", System.nanoTime() % 10_000_000);
    private final Leftovers leftovers = Leftovers.of(mark, phone, phone.substring(2));
    private RunningHub hub;
    private Operator operator;

    @BeforeEach
    void start() {
        hub = RunningHub.shared();
        operator = hub.administrator("contact");
        new Quiet(hub).await();
    }

    @AfterEach
    void rememberAsBefore() {
        hub.parts().up();
        alter(OpType.DELETE);
    }

    @Test
    void leavesNothingOfThePersonAfterTheStatedTimeAndAllNumbers() {
        String conversation = live();
        String customer = operator.get("/api/v1/customers/email:" + email).path("id").asText();
        Map<String, String> numbers = numbers();
        assertThat(inDatabases()).hasSizeGreaterThan(10);
        assertThat(leftovers.inTopics(hub.parts().bootstrapServers()))
                .anyMatch(place -> place.startsWith("contact-intake.dead."));
        alter(OpType.SET);

        JsonNode asked = eraseWhileKafkaIsAway(customer);
        assertThat(asked.path("services").get(0).path("rows").path("spilled_events").asLong()).isEqualTo(1);
        hub.parts().up("kafka");
        System.out.println(hub.parts().erase(customer));
        JsonNode receipt = operator.get("/api/v1/erasures/" + asked.path("id").asText());
        assertThat(receipt.path("state").asText()).isEqualTo("waiting");
        Instant goneBy = Instant.parse(receipt.path("gone_by").asText());
        System.out.println("stated: nothing is left after " + goneBy);

        // The stated time is a promise, so it is kept to: no look before it, and one look after it.
        await("the receipt to be complete", () -> operator.get("/api/v1/erasures/" + asked.path("id").asText())
                .path("state").asText().equals("complete"));
        assertThat(inDatabases()).isEmpty();
        assertThat(leftovers.inTopics(hub.parts().bootstrapServers())).isEmpty();
        assertThat(files(hub.parts().home().resolve("kafka"))).isEmpty();
        assertThat(files(hub.parts().home().resolve("logs"))).isEmpty();
        for (String service : SERVICES) {
            assertThat(leftovers.in(
                    hub.administrator(service).get("/api/v1/customers/" + customer + "/export").toString()))
                    .as("the export of " + service).isFalse();
        }
        assertThat(numbers()).isEqualTo(numbers);
        assertThat(operator.get("/api/v1/conversations/" + conversation).path("clocks")).hasSize(2)
                .allSatisfy(clock -> assertThat(clock.path("state").asText()).isEqualTo("met"));
    }

    /** Everything that can leave traces; answers the conversation. */
    private String live() {
        importLines();
        post(event("contact", RealData.RECEIVED, data -> {
            data.put("channel", "email").put("language", "en").put("subject", "The zeppelin of " + mark)
                    .put("text", "I am " + mark + ", call " + phone).put("thread", "<" + mark + "@mail>");
            data.putArray("from_all").addObject().put("type", "phone").put("value", "8" + phone.substring(2));
            data.putObject("profile").put("last", mark).put("first", "Ottoline");
        }, "from"));
        post(event("order", RealData.PURCHASE,
                data -> data.put("order", "order-" + mark).put("amount", 21).put("currency", "EUR"), "customer"));
        post(event("shipped", "com.example.shipped.v1", data -> data.put("summary", "Shipped to " + mark), "customer"));
        buryBadContact();
        Mailbox.awaitLetterTo(email);
        await("the promise and the segment", () -> types().containsAll(List.of("contacthub.promise.made.v1",
                "contacthub.segment.entered.v1", "contacthub.notification.requested.v1", "com.example.shipped.v1")));
        String conversation = page(RealData.RECEIVED).get(0).path("conversation_id").asText();
        String text = "Dear " + mark + ", your zeppelin is near";
        operator.create("/api/v1/conversations/" + conversation + "/replies", Map.of("text", text));
        operator.create("/api/v1/conversations/" + conversation + "/notes", Map.of("text", "note on " + mark));
        Mailbox.awaitLetter("with the reply", letter -> letter.isTo(email) && letter.text().contains(text));
        hub.administrator("notification").create("/api/v1/customers/email:" + email + "/consents",
                Map.of("purpose", "offer", "channel", "email", "status", "granted", "source", "said by " + mark));
        await("the delivery of the reply", () -> page(RealData.SENT).get(0).path("delivery").path("status").asText()
                .matches("sent|delivered"));
        mergeWithTelegram();
        operator.patch("/api/v1/customers/email:" + email, Map.of("name_to_use", "Miss " + mark), "key-" + mark);
        await("the end of the clocks", () -> types().contains("contacthub.promise.kept.v1"));
        new Quiet(hub).await();
        return conversation;
    }

    /** A file with a purchase and a line that is refused, both about the person. */
    private void importLines() {
        String lines = Json.text(event("imported", RealData.PURCHASE, data -> data.put("order", "old-" + mark)
                .put("amount", 7).put("currency", "EUR"), "customer")) + "\n{\"channel\":\"no channel of " + mark
                + "\"}\n";
        String id = hub.integration().create(new Posting("/api/v1/imports",
                Map.of("Content-Type", "application/x-ndjson"), lines.getBytes(UTF_8), 2)).path("id").asText();
        await("the import", () -> operator.get("/api/v1/imports/" + id).path("state").asText().equals("finished"));
        JsonNode ended = operator.get("/api/v1/imports/" + id);
        assertThat(List.of(ended.path("accepted").asInt(), ended.path("refused").asInt())).containsExactly(1, 1);
    }

    /** Another customer who turns out to be the same person; only an operator can know. */
    private void mergeWithTelegram() {
        ObjectNode shown = event("telegram", "com.example.shown.v1", data -> data.put("summary", mark + " looked"),
                "customer");
        shown.withObject("/data/customer").put("type", "telegram").put("value", "@" + mark);
        post(shown);
        await("the other customer", () -> operator.knows("/api/v1/customers/telegram:@" + mark));
        operator.create("/api/v1/merges", Map.of("customers", List.of("email:" + email, "telegram:@" + mark)));
    }

    /** A record no front door would take, straight onto the log: text that PostgreSQL has no room for. */
    private void buryBadContact() {
        try (KafkaProbe probe = KafkaProbe.open(hub.parts().bootstrapServers())) {
            String data = "{\"channel\":\"email\",\"text\":\"bad \\u0000 of " + mark
                    + "\",\"from\":{\"type\":\"email\",\"value\":\"" + email + "\"}}";
            probe.send("contact-intake", "email:" + email, data, Map.of("ce_specversion", "1.0", "ce_id", "bad-" + mark,
                    "ce_source", "/journeys/erasure", "ce_type", RealData.RECEIVED, "ce_time",
                    Instant.now().toString(), "ce_recordedtime", Instant.now().toString()));
            await("the dead letter", () -> topics().contains("contact-intake.dead.contact-service"));
            probe.await("contact-intake.dead.contact-service", record -> record.key().contains(mark));
        }
    }

    private JsonNode eraseWhileKafkaIsAway(String customer) {
        hub.parts().kill("kafka");
        post(event("spilled", RealData.RECEIVED,
                data -> data.put("channel", "email").put("text", mark + " asks once more"), "from"));
        assertThat(inDatabases()).anyMatch(place -> place.startsWith("contact intake_spill"));
        return operator.delete("/api/v1/customers/" + customer);
    }

    private List<String> inDatabases() {
        List<String> found = new ArrayList<>();
        for (String database : SERVICES) {
            leftovers.inDatabase(hub.parts().jdbcUrl(database), database, hub.parts().password(database))
                    .forEach(place -> found.add(database + " " + place));
        }
        return found;
    }

    /** The files with one of the words in them. */
    private List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(this::hasWord).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasWord(Path file) {
        try {
            return leftovers.in(new String(Files.readAllBytes(file), ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    /** The numbers of the reports: clocks by kind and end, segments and scores. */
    private Map<String, String> numbers() {
        Map<String, String> numbers = new TreeMap<>();
        hub.ledger().clocks().forEach((clocks, number) -> numbers.put(clocks, number.toString()));
        Operator segments = hub.administrator("segment");
        numbers.put("rfm", segments.get("/api/v1/reports/rfm").toString());
        numbers.put("matrix", segments.get("/api/v1/reports/activity-matrix").path("cells").toString());
        numbers.put("segments", segments.get("/api/v1/segments").toString());
        return numbers;
    }

    private List<String> types() {
        return operator.timeline("email:" + email).stream().map(entry -> entry.path("type").asText()).toList();
    }

    private JsonNode page(String type) {
        return operator.get("/api/v1/customers/email:" + email + "/timeline?type=" + type).path("data");
    }

    private void post(ObjectNode event) {
        hub.integration().deliver(Posting.single(event));
        if (!event.path("id").asText().startsWith("spilled")) {
            await("the customer", () -> operator.knows("/api/v1/customers/email:" + email));
        }
    }

    private ObjectNode event(String id, String type, java.util.function.Consumer<ObjectNode> fill, String who) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", id + "-" + mark)
                .put("source", "/journeys/erasure").put("type", type);
        ObjectNode data = event.putObject("data");
        data.putObject(who).put("type", "email").put("value", email).put("name", "O. " + mark);
        fill.accept(data);
        return event;
    }

    private Collection<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", hub.parts().bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    /** Lets every topic of facts forget within seconds, or as it is set for the whole broker. */
    private void alter(OpType how) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", hub.parts().bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new java.util.HashMap<>();
            List<AlterConfigOp> operations = FORGETFUL.entrySet().stream()
                    .map(one -> new AlterConfigOp(new ConfigEntry(one.getKey(), one.getValue()), how)).toList();
            topics().stream().filter(topic -> !topic.startsWith("hub-"))
                    .forEach(topic -> changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), operations));
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take the settings", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, Callable<Boolean> happened) {
        Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).ignoreExceptions().until(happened);
    }
}
