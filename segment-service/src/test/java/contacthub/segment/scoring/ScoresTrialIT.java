package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

import contacthub.segment.Caller;
import contacthub.testkit.HubStack;
import contacthub.testkit.TestAccounts;

/** Purchases are scored without being kept. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class ScoresTrialIT {

    private static final String TRY = "/api/v1/scores/try";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    @Test
    void scoresLinesOfBothForms() {
        JsonPath first = tried("?as_of=2026-03-01", CSV, """
                time,customer,amount,note
                2026-02-27T23:00:00Z,"Smith, \"\"Jo\"\"\",10.50,x
                2026-02-28,7,1,
                2026-03-02,7,1000,later
                """);
        assertThat(first.getList("data.customer")).containsExactly("Smith, \"Jo\"", "7");
        assertThat(first.getList("data.recency_days")).containsExactly(2, 1);
        assertThat(first.getList("data.monetary").toString()).isEqualTo("[10.5, 1]");
        assertThat(first.getInt("later_lines")).isEqualTo(1);
        JsonPath second = tried("?as_of=2026-03-01", NDJSON, """
                {"customer":"Smith, \\"Jo\\"","time":"2026-02-27T23:00:00Z","amount":"10.50","note":"x"}

                {"customer":7,"time":"2026-02-28","amount":1}
                {"customer":7,"time":"2026-03-02","amount":1000}
                """);
        assertThat(second.getList("data")).isEqualTo(first.getList("data"));
    }

    @Test
    void scoresByTheRuleThatIsNamed() {
        JsonPath tried = tried("?as_of=2026-03-01&rule=scoring-1", NDJSON, """
                {"customer":"a","time":"2020-02-27","amount":400}
                {"customer":"a","time":"2020-02-28","amount":50}
                """);
        Map<String, Object> row = tried.getMap("data[0]");
        assertThat("" + row.get("r") + row.get("f") + row.get("m") + row.get("group")).isEqualTo("125lost");
        JsonPath year = tried("?as_of=2026-03-01&rule=scoring-2", NDJSON,
                "{\"customer\":\"a\",\"time\":\"2020-02-27\",\"amount\":400}\n");
        assertThat(year.getInt("data[0].frequency")).isZero();
        assertThat(year.getInt("data[0].m")).isEqualTo(1);
    }

    @Test
    void answersNobodyForNothing() {
        assertThat(tried("?as_of=2026-03-01", NDJSON, "").getList("data")).isEmpty();
    }

    private static JsonPath tried(String query, String type, String body) {
        return lines(TestAccounts.INTEGRATION).contentType(type).body(body).post(TRY + query).then().statusCode(200)
                .extract().jsonPath();
    }

    @Test
    void namesBadLinesByTheirNumbers() {
        refused("?as_of=2026-03-01", NDJSON, """
                {"customer":"a","time":"2026-02-27","amount":4}
                {"customer":"a","time":"soon","amount":4}
                {"customer":"","time":"2026-02-27","amount":4}
                [1]
                {"customer":"a","time":"2026-02-27"}
                {"customer":"a","time":"2026-02-27","amount":1e999999}
                nonsense
                """).body("errors.field", equalTo(List.of("line 2", "line 3", "line 4", "line 5", "line 6", "line 7")));
        refused("", CSV, "customer,time,amount\na,2026-02-30,1\nb,2026-02-20\n")
                .body("errors.field", equalTo(List.of("line 2", "line 3")));
        refused("", CSV, "who,when\n").body("errors[0].field", equalTo("line 1"));
        refused("", NDJSON, "x\n".repeat(1_000)).body("errors", hasSize(20));
        refused("", NDJSON, "x".repeat(1_000_000)).body("errors[0].field", equalTo("line 1"));
    }

    @ParameterizedTest
    @CsvSource({ "?as_of=yesterday,as_of", "?as_of=2026-02-30,as_of", "?as_of=-999999999-01-01,as_of",
            "?rule=mine,rule"})
    void namesParameterThatIsWrong(String query, String field) {
        refused(query, NDJSON, "").body("errors[0].field", equalTo(field));
    }

    private static io.restassured.response.ValidatableResponse refused(String query, String type, String body) {
        return lines(TestAccounts.OPERATOR).contentType(type).body(body).post(TRY + query).then().statusCode(400);
    }

    private static RequestSpecification lines(TestAccounts caller) {
        return Caller.as(caller).config(RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(NDJSON, ContentType.TEXT)));
    }
}
