package contacthub.segment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.SegmentFact;
import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;

/** Two customers become one and two again: their scores follow what each has bought, over its own addresses. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class MergedPurchasesIT {

    private final Shop shop = new Shop();
    private final String master = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void scoresTheUnionAndGivesBackWhatCameOverTheAddressesOfAnUndoneMerge() {
        shop.tell(bought(master, master, "10"), bought(other, other, "20"));
        awaitPurchases(master, 1);
        awaitPurchases(other, 1);
        shop.tell(merged(2));
        awaitPurchases(master, 2);
        shop.tell(bought(other, other, "5"), bought(master, other, "7"));
        awaitPurchases(master, 4);
        assertThat(purchases(other)).isEqualTo(4);
        shop.tell(unmerged(3));
        awaitPurchases(other, 3);
        assertThat(purchases(master)).isEqualTo(1);
        shop.tell(bought(master, other, "9"));
        awaitPurchases(other, 4);
        assertThat(purchases(master)).isEqualTo(1);
    }

    @Test
    void leavesNobodyInASegmentForPurchasesOfAnother() {
        shop.tell(merged(2));
        shop.tell(bought(other, other, "20"));
        shop.heard(master, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.newcomer"));
        shop.tell(unmerged(3));
        shop.heard(master, SegmentFact.Left.class, fact -> fact.next() == null);
        shop.heard(other, SegmentFact.Entered.class, fact -> fact.segment().equals("activity.newcomer"));
        assertThat(Caller.read("/api/v1/customers/" + master + "/segments").getList("data")).isEmpty();
    }

    private void awaitPurchases(String customer, int wanted) {
        await().atMost(Duration.ofSeconds(20)).until(() -> purchases(customer) == wanted);
    }

    private static int purchases(String customer) {
        return Caller.read("/api/v1/customers/" + customer + "/scores").getInt("frequency");
    }

    private Event<CustomerFact.Merged> merged(long version) {
        return Event.of(new CustomerFact.Merged(other, master, version, UUID.randomUUID().toString()),
                UUID.randomUUID().toString(), "/contact-service", master, Instant.now());
    }

    private Event<CustomerFact.Unmerged> unmerged(long version) {
        return Event.of(
                new CustomerFact.Unmerged(other, master, version, UUID.randomUUID().toString(),
                        List.of(address(other))),
                UUID.randomUUID().toString(), "/contact-service", master, Instant.now());
    }

    private static Event<PurchaseFact.Recorded> bought(String customer, String over, String amount) {
        String order = UUID.randomUUID().toString();
        return Event.of(
                new PurchaseFact.Recorded(address(over), order, new BigDecimal(amount), "USD", null, null, null),
                "order-" + order, "https://shop.example/orders", customer, Instant.now());
    }

    private static Address address(String owner) {
        return Address.of("external", "shop/" + owner);
    }
}
