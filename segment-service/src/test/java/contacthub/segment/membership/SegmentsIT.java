package contacthub.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.Event;
import contacthub.contracts.Golden;
import contacthub.contracts.Json;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ScoreFact;
import contacthub.contracts.SegmentFact;
import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.TestAccounts;

/** From a purchase on the topic to a segment entered, left and explained. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class SegmentsIT {

    private final Shop shop = new Shop();
    private final String customer = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void makesNewcomerOfFirstPurchase() {
        Event<PurchaseFact.Recorded> first = Shop.purchase(customer, Instant.now(), "35.90");
        shop.tell(first);
        ConsumerRecord<String, byte[]> entered = shop.heard(customer, SegmentFact.Entered.class, fact -> true);
        SegmentFact.Entered fact = Json.read(entered.value(), SegmentFact.Entered.class);
        assertThat(fact.segment()).isEqualTo("activity.newcomer");
        assertThat(fact.previous()).isNull();
        assertThat(fact.ruleVersion()).isEqualTo("scoring-2");
        assertThat(fact.because())
                .isEqualTo("Bought on 1 day, last today: 1 day and less than 60 days ago is newcomer.");
        assertThat(fact.numbers()).containsEntry("recency_days", "0").containsEntry("purchase_days", "1");
        assertThat(KafkaProbe.header(entered, "ce_source")).contains("/segment-service");
        assertThat(KafkaProbe.header(entered, "ce_causationid")).contains(first.id());
        assertThat(KafkaProbe.header(entered, "ce_subject")).contains(customer);
        assertThat(fields(entered)).isSubsetOf(fields("contacthub.segment.entered.v1"));
    }

    @Test
    void tellsScoresInGoldenShape() {
        shop.tell(Shop.purchase(customer, Instant.now(), "35.90"));
        ConsumerRecord<String, byte[]> changed = shop.heard(customer, ScoreFact.Changed.class, fact -> true);
        ScoreFact.Changed fact = Json.read(changed.value(), ScoreFact.Changed.class);
        assertThat(fact.r() + "" + fact.f() + fact.m() + fact.group()).isEqualTo("512newcomer");
        assertThat(fields(changed)).containsExactlyInAnyOrderElementsOf(fields("contacthub.score.changed.v1"));
    }

    @Test
    void movesToGrowingWithSecondPurchaseDayAndRemembers() {
        shop.tell(Shop.purchase(customer, Instant.now().minus(Duration.ofDays(3)), "10"));
        shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.newcomer"));
        shop.tell(Shop.purchase(customer, Instant.now(), "10"));
        SegmentFact.Left left = Json.read(
                shop.heard(customer, SegmentFact.Left.class, fact -> true).value(), SegmentFact.Left.class);
        assertThat(left.segment()).isEqualTo("activity.newcomer");
        assertThat(left.next()).isEqualTo("activity.growing");
        shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.growing")
                && fact.previous().equals("activity.newcomer"));

        JsonPath present = Caller.read("/api/v1/customers/" + customer + "/segments");
        assertThat(present.getList("data.segment")).containsExactly("activity.growing");
        JsonPath page = Caller.read("/api/v1/customers/" + customer + "/segment-history?page%5Bsize%5D=1");
        assertThat(page.getList("data.segment")).containsExactly("activity.growing");
        assertThat(page.getBoolean("meta.has_more")).isTrue();
        JsonPath next = Caller.read(page.getString("links.next"));
        assertThat(next.getList("data.segment")).containsExactly("activity.newcomer");
        assertThat(next.getString("data[0].because")).startsWith("Bought on 1 day, last 3 days ago");
        assertThat(next.getBoolean("meta.has_more")).isFalse();
    }

    @Test
    void takesNoNoticeOfSameEventTwice() {
        Event<PurchaseFact.Recorded> first = Shop.purchase(customer, Instant.now(), "35.90");
        shop.tell(first, first);
        shop.tell(first);
        String follower = UUID.randomUUID().toString();
        shop.tell(Shop.purchase(customer, Instant.now(), "0.10"), Shop.purchase(follower, Instant.now(), "1"));
        await(() -> Caller.read("/api/v1/customers/" + customer + "/scores").getInt("frequency") == 2);
        assertThat(Caller.read("/api/v1/customers/" + customer + "/scores").getString("monetary")).isEqualTo("36");
        assertThat(shop.heardSoFar(customer, SegmentFact.Entered.class)).hasSize(1);
    }

    @Test
    void changesByTimeAlone() {
        shop.tell(Shop.purchase(customer, Instant.now().minus(Duration.ofDays(60)).plusSeconds(5), "10"));
        shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.newcomer"));
        ConsumerRecord<String, byte[]> aged = shop.heard(customer, SegmentFact.Entered.class,
                fact -> fact.segment().equals("activity.one_time"));
        assertThat(KafkaProbe.header(aged, "ce_causationid")).isEmpty();
    }

    @Test
    void buriesNonsenseAndTakesItsNeighbours() {
        String before = UUID.randomUUID().toString();
        String id = "nonsense-" + customer;
        shop.tell(Shop.purchase(before, Instant.now(), "1"));
        shop.tellNonsense(customer, id, "{\"order\":\"1\",\"currency\":\"USD\"}");
        shop.tellNonsense(customer, id + "-nul",
                "{\"order\":\"a\\u0000b\",\"amount\":1,\"currency\":\"USD\"}");
        shop.tellNonsense(customer, id + "-json", "{\"order\":");
        shop.tell(Shop.purchase(customer, Instant.now(), "2"));
        shop.heard(before, SegmentFact.Entered.class, fact -> true);
        shop.heard(customer, SegmentFact.Entered.class, fact -> true);
        assertThat(KafkaProbe.header(shop.buried(id), "dead-reason").orElseThrow()).contains("no amount");
        shop.buried(id + "-nul");
        shop.buried(id + "-json");
        assertThat(Caller.read("/api/v1/customers/" + customer + "/scores").getInt("frequency")).isEqualTo(1);
    }

    @Test
    void listsSegmentsWithSizes() {
        shop.tell(Shop.purchase(customer, Instant.now(), "1"));
        shop.heard(customer, SegmentFact.Entered.class, fact -> true);
        JsonPath segments = Caller.read("/api/v1/segments");
        assertThat(segments.getList("data.name")).contains("activity.newcomer", "activity.one_time",
                "activity.growing", "activity.vip", "activity.lost");
        assertThat(segments.getInt("data.find { it.name == 'activity.newcomer' }.size")).isPositive();
    }

    @Test
    void namesPagingParameterThatIsWrong() {
        shop.tell(Shop.purchase(customer, Instant.now(), "1"));
        String history = "/api/v1/customers/" + customer + "/segment-history";
        Caller.read(history);
        for (String wrong : List.of("page[size]=0", "page[size]=201", "page[after]=x")) {
            Caller.as(TestAccounts.OPERATOR).get(history + "?" + wrong).then().statusCode(400)
                    .body("errors[0].field", equalTo(wrong.substring(0, wrong.indexOf('='))));
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    private static Iterable<String> fields(ConsumerRecord<String, byte[]> record) {
        return () -> Json.read(record.value(), com.fasterxml.jackson.databind.JsonNode.class).fieldNames();
    }

    private static Iterable<String> fields(String type) {
        return () -> Golden.data(type).fieldNames();
    }
}
