package contacthub.contact.intake;

import static contacthub.contact.FrontDoor.integration;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.restassured.specification.RequestSpecification;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.PublicData;

/** What others call a CloudEvent: the conformance suite's samples, and the SDKs for Java and JavaScript. */
@RunningService
class ForeignClientsIT {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String NPM_INSTALL = "npm install --no-audit --no-fund --prefix target/npm cloudevents@10.0.0";

    /** The golden events of the suite's README, without id, type and source, with data as the hub keeps it. */
    private static final Map<String, Map<String, String>> GOLDEN = Map.of(
            "minimal", Map.of("data", "{}"),
            "minimalWithTime", Map.of("time", "2018-04-05T17:31:00Z", "data", "{}"),
            "minimalWithRelativeSource", Map.of("data", "{}"),
            "allCore", Map.of("dataschema", "https://cloudevents.io/dataschema", "subject", "tests", "time",
                    "2018-04-05T17:31:00Z", "data", "{media_type=text/plain}"),
            "simpleTextData", Map.of("data", "{media_type=text/plain, text=Simple text}"),
            "allExtensionTypes", Map.of("extinteger", "10", "extboolean", "true", "extstring", "text", "extbinary",
                    "TWE=", "exttimestamp", "2023-03-31T15:12:00Z", "exturi", "https://cloudevents.io", "exturiref",
                    "//authority/path", "data", "{}"));

    @Test
    void keepsEveryValidEventOfTheConformanceSuiteEqualToItsGoldenOne() throws IOException {
        for (JsonNode test : tests("valid-events.json")) {
            String source = test.at("/event/source").asText() + "/" + UUID.randomUUID();
            ((ObjectNode) test.path("event")).put("source", source);
            integration().contentType(STRUCTURED).body(Json.bytes(test.path("event"))).post("/api/v1/events").then()
                    .statusCode(202);
            assertThat(compared(kept(logged(source, 1).get(0)))).as(test.path("id").asText())
                    .isEqualTo(golden(test.path("sampleId").asText()));
        }
    }

    @Test
    void keepsEveryValidBatchOfTheConformanceSuiteEqualToItsGoldenEvents() throws IOException {
        for (JsonNode test : tests("valid-batches.json")) {
            String source = "https://cloudevents.io/" + UUID.randomUUID();
            List<JsonNode> batch = Stream.of(Json.MAPPER.treeToValue(test.path("batch"), JsonNode[].class)).toList();
            batch.forEach(event -> ((ObjectNode) event).put("source", source));
            integration().contentType(BATCH).body(Json.bytes(batch)).post("/api/v1/events").then().statusCode(202)
                    .body("accepted", equalTo(batch.size()));
            List<String> ids = batch.stream().map(event -> event.path("id").asText()).toList();
            assertThat(ids.isEmpty()
                    ? List.of()
                    : logged(source, ids.size()).stream().map(ForeignClientsIT::kept)
                            .map(ForeignClientsIT::compared).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(ForeignClientsIT::golden).toList());
        }
    }

    @Test
    void takesEveryModeFromTheSdkForJava() {
        String source = "/sdk-java/" + UUID.randomUUID();
        send(source, writer -> writer.writeBinary(event("binary", source)));
        send(source, writer -> writer.writeStructured(event("structured", source), new JsonFormat()));
        String batch = Stream.of("batch-0", "batch-1")
                .map(id -> new String(new JsonFormat().serialize(event(id, source)), UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        integration().contentType(BATCH).body(batch.getBytes(UTF_8)).post("/api/v1/events").then().statusCode(202)
                .body("accepted", equalTo(2));
        assertFourKept(source);
    }

    @Test
    void takesEveryModeFromTheSdkForJavaScript() throws IOException, InterruptedException {
        Path sdk = Path.of("target/npm/node_modules/cloudevents").toAbsolutePath();
        assumeTrue(Files.exists(sdk) || run(List.of(NPM_INSTALL.split(" ")), ""),
                "skipped: no node or no registry; " + NPM_INSTALL + " in contact-service brings the SDK");
        String source = "/sdk-js/" + UUID.randomUUID();
        String key = io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
        assertThat(run(List.of("node", Path.of("src/test/resources/foreign/post.cjs").toString(), sdk.toString(),
                key + "/api/v1/events", source), FrontDoor.basic())).isTrue();
        assertFourKept(source);
    }

    private static boolean run(List<String> command, String authorization) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/foreign-client.log")));
            builder.environment().put("HUB_AUTHORIZATION", authorization);
            Process process = builder.start();
            return process.waitFor(90, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static CloudEvent event(String id, String source) {
        return CloudEventBuilder.v1().withId(id).withSource(URI.create(source)).withType("com.example.parcel.sent")
                .withSubject("parcel 7").withTime(OffsetDateTime.parse("2026-03-02T12:15:00+03:00"))
                .withExtension("extstring", "greetings")
                .withData("application/json", Json.bytes(Map.of("summary", "Посылка 📦", "mode", id))).build();
    }

    private interface Mode {

        void write(io.cloudevents.http.impl.HttpMessageWriter writer);
    }

    private static void send(String source, Mode mode) {
        RequestSpecification request = integration();
        var body = new ByteArrayOutputStream();
        mode.write(HttpMessageFactory.createWriter(
                (name, value) -> request.header(name, value), bytes -> body.writeBytes(bytes)));
        request.body(body.toByteArray()).post("/api/v1/events").then().statusCode(202);
    }

    private static void assertFourKept(String source) {
        List<Map<String, String>> kept = logged(source, 4).stream().map(ForeignClientsIT::kept).toList();
        assertThat(kept).extracting(one -> one.get("id")).containsExactlyInAnyOrder("binary", "structured", "batch-0",
                "batch-1");
        assertThat(kept).allSatisfy(one -> {
            assertThat(one).containsAllEntriesOf(Map.of("type", "com.example.parcel.sent", "subject", "parcel 7",
                    "time", "2026-03-02T09:15:00Z", "extstring", "greetings"));
            assertThat((Object) Json.read(one.get("data").getBytes(UTF_8), Map.class))
                    .isEqualTo(Map.of("summary", "Посылка 📦", "mode", one.get("id")));
        });
    }

    private static Map<String, String> golden(String sample) {
        Map<String, String> golden = new HashMap<>(GOLDEN.get(sample));
        golden.putAll(Map.of("specversion", "1.0", "id", sample, "type", "io.cloudevents.test"));
        return golden;
    }

    /** An event of the log as the suite describes one: without source, which is the test's own, and what the hub adds. */
    private static Map<String, String> kept(ConsumerRecord<String, byte[]> record) {
        Map<String, String> kept = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.key().startsWith("ce_")) {
                kept.put(header.key().substring(3), new String(header.value(), UTF_8));
            }
        });
        kept.put("data", KafkaProbe.text(record));
        if (kept.get("time").equals(kept.get("recordedtime"))) {
            kept.remove("time");
        }
        List.of("source", "recordedtime", "traceparent").forEach(kept::remove);
        return kept;
    }

    /** With the fields of the data in one order. */
    private static Map<String, String> compared(Map<String, String> kept) {
        kept.compute("data", (name, json) -> Json.read(json.getBytes(UTF_8), TreeMap.class).toString());
        return kept;
    }

    private static List<ConsumerRecord<String, byte[]>> logged(String source, int count) {
        try (KafkaProbe probe = KafkaProbe.open()) {
            return probe.await(Topics.CONTACT_INTAKE, count,
                    one -> KafkaProbe.header(one, "ce_source").equals(Optional.of(source)));
        }
    }

    private static JsonNode tests(String file) throws IOException {
        Path path = PublicData.require("cloudevents/conformance/format/json/" + file);
        return Json.MAPPER.readTree(Files.readString(path).replaceFirst("^\uFEFF", "")).path("tests");
    }
}
