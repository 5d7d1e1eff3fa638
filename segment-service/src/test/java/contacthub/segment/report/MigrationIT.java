package contacthub.segment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.TestAccounts;

/** The activity matrix of any day, and who moved in it between two days. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class MigrationIT extends AloneInShop {

    private static final String MATRIX = "/api/v1/reports/activity-matrix";

    @BeforeEach
    void fill() {
        String loyal = ids.next().toString();
        String gone = ids.next().toString();
        String latecomer = ids.next().toString();
        shop.tell(bought(loyal, "2025-01-10", "10"), bought(loyal, "2025-03-10", "20.50"),
                bought(gone, "2024-12-20", "7"),
                bought(latecomer, "2025-04-02", "3"));
        Everybody.awaitPurchases(4);
    }

    @Test
    void tellsWhoMovedFromWhichCellToWhich() {
        JsonPath report = Caller.read(MATRIX + "?from=2025-02-01&to=2025-04-15");
        assertThat(report.getString("as_of")).isEqualTo("2025-04-15T00:00:00Z");
        List<Map<String, Object>> moves = report.getList("migration");
        assertThat(moves)
                .extracting(move -> group(move.get("from")) + ">" + group(move.get("to")) + move.get("customers"))
                .containsExactlyInAnyOrder("newcomer>growing1", "newcomer>one_time1", "null>newcomer1");
        assertThat(report.getList("cells.findAll { it.customers > 0 }.group")).containsExactlyInAnyOrder("newcomer",
                "growing", "one_time");
        assertThat(report.getDouble("cells.find { it.group == 'growing' }.money[0].revenue")).isEqualTo(30.5);
    }

    private static Object group(Object place) {
        return place == null ? null : ((Map<?, ?>) place).get("group");
    }

    @Test
    void seesNothingOfWhatWasBoughtLater() {
        JsonPath report = Caller.read(MATRIX + "?to=2025-01-10");
        assertThat(report.getInt("customers")).isEqualTo(1);
        assertThat(report.getString("migration")).isNull();
    }

    @Test
    void saysTheSameOfTodayAsOfNow() {
        JsonPath now = Caller.read(MATRIX);
        JsonPath today = Caller.read(MATRIX + "?to=" + Instant.now().toString().substring(0, 10));
        assertThat(today.getList("cells")).isEqualTo(now.getList("cells"));
        assertThat(now.getInt("customers")).isEqualTo(3);
    }

    @Test
    void isWrittenAsCsv() {
        String cells = csv("?to=2025-04-15");
        assertThat(cells).startsWith(
                "recency_from,recency_below,purchases_from,purchases_below,group,customers,currency,revenue\r\n")
                .contains("0,60,2,5,growing,1,USD,30.5\r\n");
        assertThat(csv("?from=2025-02-01&to=2025-04-15"))
                .isEqualTo("from_recency,from_purchases,from_group,to_recency,to_purchases,to_group,customers\r\n"
                        + ",,,0,1,newcomer,1\r\n0,1,newcomer,0,2,growing,1\r\n0,1,newcomer,60,1,one_time,1\r\n");
    }

    private static String csv(String query) {
        return Caller.as(TestAccounts.OPERATOR).accept("text/csv").get(MATRIX + query).then().statusCode(200).extract()
                .asString();
    }

    @Test
    void namesDayThatIsWrong() {
        Map.of("?from=yesterday", "from", "?to=2025-02-30", "to", "?from=2025-02-02&to=2025-02-01", "to")
                .forEach((query, field) -> Caller.as(TestAccounts.OPERATOR).get(MATRIX + query).then().statusCode(400)
                        .body("errors[0].field", equalTo(field)));
    }

    private static contacthub.contracts.Event<?> bought(String customer, String day, String amount) {
        return Shop.purchase(customer, Instant.parse(day + "T12:00:00Z"), amount);
    }
}
