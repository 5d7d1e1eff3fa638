package contacthub.contact.imports;

import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import contacthub.contact.RunningService;

@RunningService
class ImportsIT {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    /** REST Assured neither adds a charset nor reads the bytes as text. */
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config().encoderConfig(EncoderConfig
            .encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)
            .encodeContentTypeAs(NDJSON, ContentType.BINARY).encodeContentTypeAs(CSV, ContentType.BINARY));
    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String PURCHASE = "contacthub.purchase.recorded.v1";

    @Test
    void takesGoodLinesOnceHoweverOftenPostedAndNamesTheBadOnes() {
        String email = newEmail();
        byte[] file = lines(contact(email, "same"), "{\"channel\":", "", contact(email, "same"),
                contact(email, "gr\u00fc\u00dfe"), "[1]", contact(email, "nul\u0000"),
                contact(email, "x".repeat(70_000)), "{\"channel\":\"pigeon\",\"from\":{\"type\":\"email\",\"value\":\""
                        + email + "\"},\"text\":\"x\"}",
                structured(email), "{\"specversion\":\"1.0\",\"source\":\"/t\",\"type\":\"x\"}");
        file[indexOf(file, (byte) 0xC3)] = (byte) 0xFF;
        String id = finished(post(NDJSON, file), 3, 7);
        assertThat(errors(id)).containsExactly("2 line: is not valid JSON", "5 line: is not valid UTF-8",
                "6 line: must be a JSON object", "7 line: must not have a NUL character",
                "8 line: is longer than 65536 bytes", "9 channel: " + channels(id), "11 id: is missing");
        assertThat(contacts(email, 3)).containsExactlyInAnyOrder("same", "same", "structured");

        finished(post(NDJSON, file), 3, 7);
        String last = finished(post(NDJSON, lines(contact(email, "last"))), 1, 0);
        assertThat(contacts(email, 4)).containsExactlyInAnyOrder("same", "same", "structured", "last");
        integration().get("/api/v1/imports").then().statusCode(200).body("data[0].id", equalTo(last));
    }

    @Test
    void readsCsvWithQuotesMarksAndLineBreaksAndCountsLinesAsAnEditorDoes() {
        String email = newEmail();
        String file = "\uFEFFcustomer_type;customer_value;order;amount;currency;time\r\n"
                + "email;" + email + ";\"A;1\";12.30;EUR;2026-03-02T09:15:00Z\r\n"
                + "email;" + email + ";\"B\r\n2\";7;EUR;\r\n"
                + "email;" + email + ";C;much;EUR;\r\n"
                + "email;" + email + ";D\r\n"
                + "email;" + email + ";\"E\";1;EUR;yesterday\r\n"
                + "email;" + email + ";F;5;EUR;";
        String id = finished(
                upload(CSV, file.getBytes(UTF_8)).queryParam("type", PURCHASE).post("/api/v1/imports"),
                3, 3);
        assertThat(errors(id)).containsExactly("5 amount: has the wrong type or form",
                "6 line: has 3 cells where the header has 6 columns", "7 time: must be an RFC 3339 time with a zone");
        JsonPath timeline = awaitTimeline("email:" + email,
                types -> types.stream().filter(PURCHASE::equals).count() == 3);
        assertThat(timeline.getList("data.detail.order")).contains("A;1", "B\r\n2", "F");
        integration().get("/api/v1/imports/" + id + "/errors?page[size]=2&page[after]=5").then()
                .body("data.line", equalTo(List.of(6, 7))).body("meta.has_more", equalTo(false));
    }

    @Test
    void takesFilesLargerThanAnyOtherBody() throws IOException {
        byte[] file = lines(("x".repeat(60_000) + "\n").repeat(150));
        finished(post(NDJSON, file), 0, 150);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(file);
        }
        finished(upload(NDJSON, packed.toByteArray()).header("Content-Encoding", "gzip").post("/api/v1/imports"), 0,
                150);
    }

    @Test
    void listsSoManyErrorsAndCountsTheRest() {
        String id = finished(post(NDJSON, lines("x\n".repeat(10_050))), 0, 10_050);
        integration().get("/api/v1/imports/" + id).then().body("errors_left_out", equalTo(50));
        integration().get("/api/v1/imports/" + id + "/errors?page[after]=9999").then()
                .body("data.line", equalTo(List.of(10_000)));
    }

    @Test
    void endsBeforeTimeOnlyOnce() {
        String id = finished(post(NDJSON, lines("{}")), 0, 1);
        integration().post("/api/v1/imports/" + id + "/cancel").then().statusCode(409);
        integration().get("/api/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            application/json              | {}            | 415 | Content-Type
            text/csv; charset=windows-1251 | from_value   | 415 | Content-Type
            application/x-ndjson          | ''            | 400 | body
            text/csv                      | ''            | 400 | body
            text/csv                      | email,a@b.cc  | 400 | header
            text/csv                      | from_value,from_value | 400 | header
            """)
    void refusesWhatIsNoFileOfEvents(String mediaType, String body, int status, String field) {
        Response answer = post(mediaType, body.getBytes(UTF_8));
        answer.then().statusCode(status);
        if (!mediaType.equals("application/json")) {
            answer.then().body("errors[0].field", equalTo(field));
        }
    }

    private static Response post(String mediaType, byte[] file) {
        return upload(mediaType, file).post("/api/v1/imports");
    }

    private static RequestSpecification upload(String mediaType, byte[] file) {
        return integration().config(AS_IT_IS).contentType(mediaType).body(file);
    }

    /** The id of an import, once it has ended with these numbers. */
    private static String finished(Response response, int accepted, int refused) {
        String id = response.then().statusCode(202).header("Location", endsWith(response.path("id"))).extract()
                .path("id");
        JsonPath ended = await("import " + id).atMost(Duration.ofSeconds(20)).until(
                () -> integration().get("/api/v1/imports/" + id).jsonPath(),
                one -> one.getString("state").equals("finished"));
        assertThat(List.of(ended.getInt("accepted"), ended.getInt("refused"))).containsExactly(accepted, refused);
        assertThat(ended.getLong("bytes_read")).isEqualTo(ended.getLong("bytes"));
        return id;
    }

    private static List<String> errors(String id) {
        return integration().get("/api/v1/imports/" + id + "/errors").jsonPath()
                .getList("data.collect { it.line + ' ' + it.field + ': ' + it.reason }");
    }

    private static String channels(String id) {
        return integration().get("/api/v1/imports/" + id + "/errors").path("data.find { it.line == 9 }.reason");
    }

    private static List<String> contacts(String email, long count) {
        awaitTimeline("email:" + email, types -> types.stream().filter(RECEIVED::equals).count() >= count);
        return operator().get("/api/v1/customers/email:" + email + "/timeline").jsonPath()
                .getList("data.findAll { it.type == '" + RECEIVED + "' }.summary");
    }

    private static String contact(String email, String text) {
        return "{\"channel\":\"email\",\"from\":{\"type\":\"email\",\"value\":\"" + email + "\"},\"text\":\"" + text
                + "\"}";
    }

    private static String structured(String email) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + email + "\",\"source\":\"/test\",\"type\":\"" + RECEIVED
                + "\",\"data\":" + contact(email, "structured") + "}";
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(UTF_8);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        int i = 0;
        while (bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
