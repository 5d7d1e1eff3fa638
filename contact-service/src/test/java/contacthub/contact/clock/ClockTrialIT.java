package contacthub.contact.clock;

import static contacthub.contact.FrontDoor.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contact.calendar.SlaVectors;
import contacthub.contact.calendar.SlaVectors.Row;
import contacthub.contracts.Json;

/** What a clock would do, asked through HTTP. */
@RunningService
class ClockTrialIT {

    private static ValidatableResponse tried(String body) {
        return operator().body(body.getBytes(StandardCharsets.UTF_8)).post("/api/v1/clocks/try").then();
    }

    @Test
    void answersThePublicVectors() {
        SlaVectors.require();
        Map<String, JsonNode> calendars = SlaVectors.written();
        List<Row> rows = SlaVectors.rows("sla-clock.csv");
        rows.forEach(row -> agrees(row,
                tried(Json.text(question(row, calendars))).statusCode(200).extract().jsonPath()));
        System.out.println("public vectors right by clocks/try: " + rows.size());

        assertThat(rows).isNotEmpty();
    }

    private static void agrees(Row row, JsonPath answer) {
        assertThat(answer.getString("due")).as("%s", row).isEqualTo(row.get("expected_deadline"));
        if (row.has("stopped_at")) {
            assertThat(answer.getString("elapsed_minutes")).as("%s", row)
                    .isEqualTo(row.get("expected_elapsed_minutes"));
            assertThat(answer.getString("remaining_minutes")).as("%s", row)
                    .isEqualTo(row.get("expected_remaining_minutes"));
        }
    }

    private static Map<String, Object> question(Row row, Map<String, JsonNode> calendars) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("calendar", calendars.get(row.get("calendar")));
        question.put("start", row.get("clock_start"));
        question.put("pauses", Arrays.stream(row.get("pauses").split(" ")).filter(pause -> !pause.isEmpty())
                .map(pause -> List.of(pause.split("/"))).toList());
        question.put("target_minutes", Long.parseLong(row.get("target_minutes")));
        if (row.has("stopped_at")) {
            question.put("stopped_at", row.get("stopped_at"));
        }
        return question;
    }

    @Test
    void isNotDueWhileAPauseGoesOn() {
        tried("""
                {"calendar":"office","start":"2026-03-02T09:00:00+03:00","target_minutes":120,
                 "pauses":[["2026-03-02T10:00:00+03:00",null]],"stopped_at":"2026-03-04T10:00:00+03:00"}""")
                .statusCode(200).body("due", nullValue()).body("elapsed_minutes", equalTo(60))
                .body("remaining_minutes", equalTo(60));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "target_minutes | must be from 0 | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\"}",
            "target_minutes | must be from 0 | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":-1}",
            "target_minutes | must be from 0 | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":99999999999}",
            "start | with a zone | {\"calendar\":\"office\",\"start\":\"today\",\"target_minutes\":1}",
            "pauses[0] | needs a from | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":1,\"pauses\":[[]]}",
            "pauses[0] | ends before | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":1,\"pauses\":[[\"2026-03-03T09:00:00Z\",\"2026-03-02T09:00:00Z\"]]}",
            "stopped_at | with a zone | {\"calendar\":\"office\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":1,\"stopped_at\":\"\"}",
            "calendar | no stored calendar | {\"calendar\":\"nowhere\",\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":1}",
            "calendar.zone | is missing | {\"calendar\":{},\"start\":\"2026-03-02T09:00:00Z\",\"target_minutes\":1}"})
    void namesTheFieldThatIsWrong(String field, String reason, String body) {
        tried(body).statusCode(400).body("errors[0].field", equalTo(field))
                .body("errors[0].reason", containsString(reason));
    }
}
