package contacthub.segment.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.Address;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.PurchaseFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.PublicData;
import contacthub.testkit.TestAccounts;

/** After how long customers come again is counted, and who is near that without having come is told of, once. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class SecondPurchaseIT extends AloneInShop {

    private static final String REPORT = "/api/v1/reports/second-purchase";
    /** Of 60 customers who came again after 1 to 60 days, 80 % had done so after 48 days; a week before that is near. */
    private static final int REGULARS = 60;

    @Test
    void tellsOnceOfThoseWhoAreNearTheirSecondPurchase() {
        long regulars = tellOfRegulars();
        String near = bought(42);
        String notYet = bought(40);
        String longAgo = bought(100);
        String complaining = bought(43);
        String cameAgain = bought(45);
        String solved = bought(44);
        shop.tell(Shop.purchase(cameAgain, daysAgo(1), "5"));
        complain(complaining);
        String conversation = complain(solved);
        shop.tell(Event.of(new ConversationFact.Resolved(conversation, "maria"), ids.next().toString(),
                "/contact-service", solved, Instant.now()).in(conversation));
        Everybody.awaitPurchases(regulars + 7);
        await().until(() -> Everybody.number("SELECT count(*) FROM matter WHERE resolved_at IS NOT NULL") == 1);
        Everybody.recalculate();

        var due = Json.read(shop.heard(near, PurchaseFact.Due.class, fact -> true).value(), PurchaseFact.Due.class);
        assertThat(due.daysSince()).isEqualTo(42);
        assertThat(due.medianDays()).isEqualByComparingTo("31");
        assertThat(due.mostDays()).isEqualByComparingTo("48");
        assertThat(due.because())
                .isEqualTo("Bought once, 42 days ago: half of those who come again do so within 31 days, "
                        + "80 % within 48.");
        shop.heard(solved, PurchaseFact.Due.class, fact -> true);
        await().until(() -> Everybody.number("SELECT count(*) FROM purchase_due") == 3);
        assertThat(Everybody.rows("SELECT outcome FROM purchase_due WHERE customer = '" + complaining + "'"))
                .containsExactly("complaint");
        Everybody.recalculate();
        String last = bought(42);
        shop.heard(last, PurchaseFact.Due.class, fact -> true);
        for (String other : List.of(notYet, longAgo, complaining, cameAgain)) {
            assertThat(shop.heardSoFar(other, PurchaseFact.Due.class)).as(other).isEmpty();
        }
        assertThat(shop.heardSoFar(near, PurchaseFact.Due.class)).hasSize(1);
    }

    private long tellOfRegulars() {
        List<Event<?>> purchases = new ArrayList<>();
        for (int days = 1; days <= REGULARS; days++) {
            String customer = ids.next().toString();
            purchases.add(bought(customer, daysAgo(100 + days), days % 2 == 0 ? "books" : "music"));
            purchases.add(bought(customer, daysAgo(100), days % 2 == 0 ? "books" : "music"));
            purchases.add(bought(customer, daysAgo(90), "music"));
        }
        shop.tell(purchases);
        return purchases.size();
    }

    @Test
    void reportsMedianAndMostByCategoryWithTheMethod() {
        Everybody.awaitPurchases(0);
        Everybody.awaitPurchases(tellOfRegulars());
        JsonPath report = Caller.read(REPORT);
        assertThat(report.getString("method")).contains("type-7");
        assertThat(report.getInt("all.customers")).isEqualTo(REGULARS);
        assertThat(report.getFloat("all.median_days")).isEqualTo(30.5f);
        assertThat(report.getFloat("all.most_days")).isEqualTo(48.2f);
        assertThat(report.getList("categories.category")).containsExactly("music", "books");
        assertThat(report.getFloat("categories[1].median_days")).isEqualTo(31f);
        assertThat(report.getInt("categories[0].bought_again")).isEqualTo(30);
        String csv = Caller.as(TestAccounts.OPERATOR).accept("text/csv").get(REPORT).then().statusCode(200).extract()
                .asString();
        assertThat(csv).startsWith("category,customers,bought_again,median_days,most_days\r\n,60,60,30.5,48.2\r\n");
    }

    /** Every tenth customer of the data set; all of them in the journey. */
    @Test
    void agreesWithPlainCountingOfCdnow() throws IOException {
        Path data = PublicData.require("rfm/cdnow/CDNOW_master.txt");
        Map<String, TreeSet<LocalDate>> days = new HashMap<>();
        Map<String, String> customers = new HashMap<>();
        List<Event<?>> purchases = new ArrayList<>();
        for (String line : Files.readAllLines(data).subList(1, 69_660)) {
            String[] cells = line.strip().split("\\s+");
            if (cells[0].endsWith("7")) {
                LocalDate day = LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE);
                days.computeIfAbsent(cells[0], name -> new TreeSet<>()).add(day);
                purchases.add(Shop.purchase(customers.computeIfAbsent(cells[0], name -> ids.next().toString()),
                        day.atTime(12, 0).toInstant(ZoneOffset.UTC), cells[3]));
            }
        }
        shop.tell(purchases);
        Everybody.awaitPurchases(purchases.size());
        long[] between = days.values().stream().filter(of -> of.size() > 1)
                .mapToLong(of -> ChronoUnit.DAYS.between(of.first(), of.higher(of.first()))).sorted().toArray();
        JsonPath report = Caller.read(REPORT);
        assertThat(report.getInt("all.customers")).isEqualTo(days.size());
        assertThat(report.getInt("all.bought_again")).isEqualTo(between.length);
        assertThat(report.getDouble("all.median_days")).isCloseTo(quantile(between, 0.5), within());
        assertThat(report.getDouble("all.most_days")).isCloseTo(quantile(between, 0.8), within());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }

    private static double quantile(long[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int low = (int) Math.floor(place);
        return sorted[low] + (place - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
    }

    private String bought(int daysAgo) {
        String customer = ids.next().toString();
        shop.tell(Shop.purchase(customer, daysAgo(daysAgo).minusSeconds(60), "10"));
        return customer;
    }

    private static Event<PurchaseFact.Recorded> bought(String customer, Instant at, String category) {
        String order = UUID.randomUUID().toString();
        return Event.of(new PurchaseFact.Recorded(Address.of("external", "shop/" + customer), order, BigDecimal.TEN,
                "USD", null, category, null), "order-" + order, "https://shop.example/orders", customer, at);
    }

    private String complain(String customer) {
        String conversation = ids.next().toString();
        shop.tell(Event.of(new ConversationFact.Opened(conversation, "web", null, "complaint", null),
                ids.next().toString(), "/contact-service", customer, Instant.now().minusSeconds(5)).in(conversation));
        return conversation;
    }

    private static Instant daysAgo(int days) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(days));
    }
}
