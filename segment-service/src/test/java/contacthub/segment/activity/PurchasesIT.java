package contacthub.segment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ScoreFact;
import contacthub.contracts.SegmentFact;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;

/** Purchases count once each, in whatever order and company they come. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class PurchasesIT {

    @Inject
    Transactions transactions;

    @Inject
    Purchases purchases;

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void givesSameScoresWhateverTheOrder() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        List<String> customers = Stream.generate(() -> UUID.randomUUID().toString()).limit(8).toList();
        List<Event<PurchaseFact.Recorded>> all = new ArrayList<>();
        for (String customer : customers) {
            IntStream.range(0, 20).forEach(i -> all.add(Shop.purchase(customer,
                    now.minus(Duration.ofHours(700 - 31L * i)), i + ".25", i % 7 == 0 ? "RUB" : "USD")));
        }
        Collections.shuffle(all, new Random(42));
        for (int from = 0; from < all.size(); from += 23) {
            shop.tell(all.subList(from, Math.min(all.size(), from + 23)));
        }
        List<Map<String, Object>> scores = customers.stream().map(PurchasesIT::complete).toList();
        assertThat(scores).allSatisfy(score -> assertThat(score).isEqualTo(scores.get(0)));
        assertThat(scores.get(0)).containsEntry("frequency", 20).containsEntry("purchase_days", 20)
                .containsEntry("currency", "USD").containsEntry("r", 5).containsEntry("f", 5)
                .containsEntry("group", "vip");
        assertThat(scores.get(0).get("monetary")).hasToString("173.25");
    }

    private static Map<String, Object> complete(String customer) {
        Map<String, Object> score = await().atMost(Duration.ofSeconds(20)).until(
                () -> Caller.read("/api/v1/customers/" + customer + "/scores").getMap("$"),
                read -> Integer.valueOf(20).equals(read.get("frequency")));
        score.remove("customer");
        score.remove("as_of");
        return score;
    }

    @Test
    void tellsNetChangeOfBatchOnce() {
        String customer = UUID.randomUUID().toString();
        Instant now = Instant.now();
        List<Purchase> batch = IntStream.range(0, 6).mapToObj(day -> bought(customer, now.minus(Duration.ofDays(day))))
                .toList();
        transactions.inNew(connection -> {
            purchases.record(connection, batch, Map.of());
            return null;
        });
        shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.vip"));
        assertThat(shop.heardSoFar(customer, SegmentFact.Entered.class)).hasSize(1);
        assertThat(shop.heardSoFar(customer, SegmentFact.Left.class)).isEmpty();
        assertThat(shop.heardSoFar(customer, ScoreFact.Changed.class)).hasSize(1);
    }

    @Test
    void namesLatestPurchaseAsCause() {
        String customer = UUID.randomUUID().toString();
        Instant now = Instant.now();
        Purchase latest = bought(customer, now);
        transactions.inNew(connection -> {
            purchases.record(connection, List.of(latest, bought(customer, now.minusSeconds(5))), Map.of());
            return null;
        });
        var entered = shop.heard(customer, SegmentFact.Entered.class, fact -> true);
        assertThat(entered.headers().lastHeader("ce_causationid").value()).asString()
                .isEqualTo(latest.cause().event());
    }

    private static Purchase bought(String customer, Instant at) {
        return new Purchase(UUID.randomUUID(), UUID.fromString(customer), at, java.math.BigDecimal.TEN, "USD", null,
                null, "1", new UUID(0, 0), new Cause("order-" + at, null));
    }
}
