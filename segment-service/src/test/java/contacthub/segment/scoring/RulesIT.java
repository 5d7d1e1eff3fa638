package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.SegmentFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.TestAccounts;

/** Rules are edited in versions, and everybody follows. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RulesIT extends AloneInShop {

    private static final String NEWEST = "/api/v1/scoring-rules/newest";
    private static final List<Map<String, Object>> CELLS = List.of(cell(0, 1, "newcomer"), cell(0, 2, "regular"),
            cell(20, 1, "sleeping"), cell(20, 2, "sleeping"));
    private static final List<Map<String, Object>> SHIPPED = List.of(cell(0, 1, "newcomer"), cell(0, 2, "growing"),
            cell(0, 5, "vip"), cell(60, 1, "one_time"), cell(60, 2, "growing"), cell(60, 5, "vip"),
            cell(180, 1, "lost"),
            cell(180, 2, "lost"), cell(180, 5, "lost"));

    private static Map<String, Object> cell(int recency, int purchases, String group) {
        return Map.of("recency_from", recency, "purchases_from", purchases, "group", group);
    }

    @Test
    void movesEverybodyWhomAnEditMovesAndKeepsTheVersionThatDidIt() {
        String customer = ids.next().toString();
        shop.tell(Shop.purchase(customer, Instant.now().minus(Duration.ofDays(25)), "10"));
        Everybody.awaitPurchases(1);
        JsonPath tried = Caller.as(TestAccounts.OPERATOR).contentType("application/json").body(Map.of("cells", CELLS))
                .post("/api/v1/scoring-rules/try").then().statusCode(200).extract().jsonPath();
        assertThat(tried.getInt("moved")).isEqualTo(1);
        assertThat(tried.getMap("after.groups")).isEqualTo(Map.of("sleeping", 1));
        assertThat(tried.getMap("before.groups")).isEqualTo(Map.of("newcomer", 1));
        Everybody.rule(Map.of("cells", CELLS, "because", "we sell milk"));
        String version = Caller.read(NEWEST).getString("version");
        shop.heard(customer, SegmentFact.Entered.class,
                fact -> fact.segment().equals("activity.sleeping") && fact.ruleVersion().equals(version));
        assertThat(Caller.read("/api/v1/customers/" + customer + "/scores").getString("rule_version"))
                .isEqualTo(version);
        assertThat(Caller.read(NEWEST).getString("because")).isEqualTo("we sell milk");
        Everybody.rule(Map.of("cells", SHIPPED, "because", "as shipped"));
        assertThat(Caller.read("/api/v1/scoring-rules/" + version).getList("cells")).hasSize(4);
        assertThat(Caller.read("/api/v1/scoring-rules?page%5Bsize%5D=2").getList("data.because"))
                .containsExactly("as shipped", "we sell milk");
    }

    @Test
    void refusesEditOfRulesThatHaveChangedMeanwhile() {
        String read = Caller.as(TestAccounts.SUPERVISOR).get(NEWEST).header("ETag");
        edit(read, Map.of("quarters", 8, "because", "longer")).then().statusCode(200);
        edit(read, Map.of("quarters", 2, "because", "shorter")).then().statusCode(412);
        assertThat(Caller.read(NEWEST).getInt("quarters")).isEqualTo(8);
        Everybody.rule(Map.of("quarters", 4, "because", "as shipped"));
    }

    @Test
    void namesFieldOfRulesThatIsWrong() {
        Map<String, Map<String, Object>> wrong = Map.of("because", Map.of("quarters", 4),
                "quarters", Map.of("quarters", 0, "because", "x"), "method", Map.of("method", "guess", "because", "x"),
                "recency_days", Map.of("recency_days", List.of(3, 2, 1, 0), "because", "x"),
                "frequency", Map.of("frequency", "often", "because", "x"),
                "monetary.USD", Map.of("monetary", Map.of("USD", List.of(1)), "because", "x"),
                "cells", Map.of("cells", List.of(cell(1, 1, "a")), "because", "x"),
                "colour", Map.of("colour", "red", "because", "x"));
        edit("*", Map.of("because", "nul\0")).then().statusCode(400).body("errors[0].field", equalTo("because"));
        wrong.forEach(
                (field, patch) -> edit("*", patch).then().statusCode(400).body("errors[0].field", equalTo(field)));
        Caller.as(TestAccounts.OPERATOR).contentType("application/json").body(Map.of()).patch(NEWEST).then()
                .statusCode(403);
    }

    private static io.restassured.response.Response edit(String ifMatch, Map<String, Object> patch) {
        return Caller.as(TestAccounts.SUPERVISOR).contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(patch).patch(NEWEST);
    }
}
