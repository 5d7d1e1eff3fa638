package contacthub.segment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;

/** The reports count every customer once and add up the money. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class ReportsIT {

    private static final String NOBODY_ELSES = "XTS";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void showsCustomersAndMoneyOfEachCell() {
        buy(daysAgo(0), "10.50", NOBODY_ELSES);
        buy(daysAgo(1), "4.50", NOBODY_ELSES);
        buy(daysAgo(100), "7", NOBODY_ELSES);
        buy(daysAgo(9_000), "100", NOBODY_ELSES);
        await().atMost(Duration.ofSeconds(20)).until(() -> money("lost") != null);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(money("newcomer")).isEqualTo("15");
            assertThat(money("one_time")).isEqualTo("7");
            assertThat(money("lost")).isEqualTo("100");
        });
        JsonPath report = Caller.read("/api/v1/reports/activity-matrix");
        assertThat(report.getList("cells")).hasSize(9);
        assertThat(report.getList("cells.customers", Integer.class).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(report.getInt("customers"));
        assertThat(report.getString("rule_version")).isEqualTo("scoring-2");
    }

    /** Money in a currency nobody else uses, of customers who bought once. */
    private static String money(String group) {
        List<Map<String, Object>> money = Caller.read("/api/v1/reports/activity-matrix")
                .getList("cells.find { it.group == '" + group + "' && it.purchases_from == 1 }.money");
        return money.stream().filter(sum -> sum.get("currency").equals(NOBODY_ELSES))
                .map(sum -> sum.get("revenue").toString().replace(".0", "")).findFirst().orElse(null);
    }

    @Test
    void countsEachCustomerOnceByScoresAndByGroup() {
        buy(daysAgo(0), "1", "USD");
        await().atMost(Duration.ofSeconds(20)).until(() -> Caller.read("/api/v1/reports/rfm").getInt("customers") > 0);
        JsonPath report = Caller.read("/api/v1/reports/rfm");
        int customers = report.getInt("customers");
        assertThat(sum(report, "cells.customers")).isEqualTo(customers);
        assertThat(sum(report, "groups.customers")).isEqualTo(customers);
        assertThat(report.getList("cells.r", Integer.class)).allMatch(r -> r >= 1 && r <= 5);
    }

    private static int sum(JsonPath report, String path) {
        return report.getList(path, Integer.class).stream().mapToInt(Integer::intValue).sum();
    }

    private void buy(Instant at, String amount, String currency) {
        shop.tell(Shop.purchase(UUID.randomUUID().toString(), at, amount, currency));
    }

    private static Instant daysAgo(long days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
