package contacthub.segment.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.segment.AloneInShop;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.CsvTable;

/** The table of good and bad expressions over HTTP: none reads beyond its data, loops, or takes memory or time. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class ExpressionsIT extends AloneInShop {

    private static final Path TABLE = Path.of("src/test/resources/expressions.csv");
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Test
    void takesGoodExpressionsAndNamesThePlaceInBadOnes() {
        shop.tell(Shop.purchase(ids.next().toString(), Instant.now(), "10", "RUB"));
        Everybody.awaitPurchases(1);
        List<Map<String, String>> table = CsvTable.read(TABLE);
        assertThat(table).hasSizeGreaterThan(40);
        for (Map<String, String> row : table) {
            check(row.get("expression"), row.get("answer").equals("flawed"), row.get("position"), row.get("message"));
        }
        assertThat(Everybody.number("SELECT count(*) FROM custom_segment_version")).isZero();
    }

    private static void check(String expression, boolean flawed, String position, String message) {
        JsonPath answer = tried(expression);
        assertThat(answer.getBoolean("complete")).as(expression).isEqualTo(!flawed);
        if (flawed) {
            assertThat(answer.getString("errors[0].message")).as(expression).contains(message);
            assertThat(position).as(expression).isIn("", answer.getString("errors[0].position"));
            assertThat(answer.getInt("size")).isZero();
        } else {
            assertThat(answer.getInt("customers")).isEqualTo(1);
        }
    }

    private static JsonPath tried(String expression) {
        long start = System.nanoTime();
        JsonPath answer = Author.supervisor().body(Map.of("expression", expression)).post(Author.PATH + "/try").then()
                .statusCode(200).extract().jsonPath();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(expression).isLessThan(LONGEST);
        return answer;
    }
}
