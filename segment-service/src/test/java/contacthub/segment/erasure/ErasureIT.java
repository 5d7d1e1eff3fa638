package contacthub.segment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ScoreFact;
import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;
import contacthub.testkit.Leftovers;
import contacthub.testkit.TestAccounts;

/** An erased customer's numbers stay under an id that leads to nobody. */
@QuarkusTest
@QuarkusTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String customer = UUID.randomUUID().toString();

    @Test
    void keepsAmountsAndScoresAndForgetsOrderNumbersLateOnesToo() {
        try (Shop shop = new Shop()) {
            Event<PurchaseFact.Recorded> purchase = Shop.purchase(customer, Instant.parse("2026-01-10T10:00:00Z"),
                    "40");
            shop.tell(purchase);
            shop.heard(customer, ScoreFact.Changed.class, score -> score.frequency() == 1);
            JsonPath before = Caller.read("/api/v1/customers/" + customer + "/scores");
            JsonPath report = Caller.read("/api/v1/reports/rfm");
            assertThat(export()).contains(purchase.data().order());

            String erasure = UUID.randomUUID().toString();
            shop.tell(Event.of(new CustomerFact.Erased(erasure), UUID.randomUUID().toString(), "/contact-service",
                    customer, Instant.parse("2026-02-01T10:00:00Z")));

            var done = shop.heard(customer, ErasureFact.ScoresAnonymised.class,
                    fact -> fact.erasure().equals(erasure));
            assertThat(contacthub.contracts.Json.read(done.value(), ErasureFact.ScoresAnonymised.class).rows())
                    .containsEntry("purchases", 1L);
            assertThat(Caller.read("/api/v1/customers/" + customer + "/scores").getMap("").toString())
                    .isEqualTo(before.getMap("").toString());
            assertThat(Caller.read("/api/v1/reports/rfm").getMap("").toString())
                    .isEqualTo(report.getMap("").toString());

            Event<PurchaseFact.Recorded> late = Shop.purchase(customer, Instant.parse("2026-01-11T10:00:00Z"), "60");
            shop.tell(late);
            shop.heard(customer, ScoreFact.Changed.class, score -> score.frequency() == 2);
            Leftovers traces = Leftovers.of(purchase.data().order(), late.data().order());
            await("nothing of the orders").atMost(PATIENCE).untilAsserted(() -> assertThat(traces.inDatabase(
                    HubStack.jdbcUrl("segment"), "segment", HubStack.password("segment"))).isEmpty());
            assertThat(traces.in(export())).isFalse();
        }
    }

    private String export() {
        return Caller.as(TestAccounts.ADMINISTRATOR).get("/api/v1/customers/" + customer + "/export").then()
                .statusCode(200).extract().asString();
    }
}
