package contacthub.segment.recalculation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.SegmentFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.TestAccounts;

/** Scoring everybody anew says what following every purchase said. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RecalculationIT extends AloneInShop {

    private static final String PATH = "/api/v1/recalculations";
    private static final String NOBODY = "01890000-0000-7000-8000-000000000000";
    private static final int HISTORIES = 12;
    private static final List<String> CURRENCIES = List.of("USD", "USD", "USD", "RUB", "EUR");
    private static final String SCORES = """
            SELECT customer, first_purchase, last_purchase, frequency, purchase_days, monetary, currency, r, f, m,
                   activity_group, rule_version, lifetime, due_at
            FROM score ORDER BY customer""";
    private static final String MEMBERS = "SELECT customer, segment FROM membership ORDER BY 1, 2";

    /** Purchases of every age and currency, merges and undone merges among them, in any order, some told twice. */
    @Test
    void saysTheSameAsFollowingEveryPurchaseOfRandomHistories() {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Event<?>> events = new ArrayList<>();
        for (int history = 0; history < HISTORIES; history++) {
            events.addAll(history(random));
        }
        long purchases = events.stream().filter(event -> event.data() instanceof PurchaseFact).distinct().count();
        long turned = events.stream().map(Event::data).mapToLong(fact -> fact instanceof CustomerFact.Merged
                || fact instanceof CustomerFact.Unmerged ? 1 : 0).sum();
        Collections.shuffle(events, random);
        events.addAll(events.subList(0, events.size() / 5));
        for (int from = 0; from < events.size(); from += 37) {
            shop.tell(events.subList(from, Math.min(events.size(), from + 37)));
        }
        Everybody.awaitPurchases(purchases);
        await().until(() -> Everybody.number("SELECT coalesce(sum(version), 0) FROM redirect") == turned);

        List<String> followed = Everybody.rows(SCORES);
        List<String> members = Everybody.rows(MEMBERS);
        assertThat(followed).as("seed " + seed).hasSizeGreaterThan(HISTORIES);
        assertThat(Everybody.recalculate()).as("seed " + seed).isZero();
        Everybody.execute("DELETE FROM score");
        Everybody.execute("DELETE FROM membership");
        assertThat(Everybody.recalculate()).as("seed " + seed).isEqualTo(followed.size());
        assertThat(Everybody.rows(SCORES)).as("seed " + seed).isEqualTo(followed);
        assertThat(Everybody.rows(MEMBERS)).as("seed " + seed).isEqualTo(members);
    }

    /** Three customers; two of them become one, and in every second history two again. */
    private List<Event<?>> history(Random random) {
        List<String> customers = Stream.generate(() -> ids.next().toString()).limit(3).toList();
        List<Event<?>> events = new ArrayList<>();
        int purchases = 1 + random.nextInt(25);
        for (int i = 0; i < purchases; i++) {
            events.add(bought(customers.get(random.nextInt(3)), customers.get(random.nextInt(3)), random));
        }
        if (random.nextBoolean()) {
            events.add(turned(customers.get(0),
                    new CustomerFact.Merged(customers.get(1), customers.get(0), 1L, NOBODY)));
        }
        if (events.size() > purchases && random.nextBoolean()) {
            events.add(
                    turned(customers.get(0), new CustomerFact.Unmerged(customers.get(1), customers.get(0), 2L, NOBODY,
                            List.of(Address.of("external", "shop/" + customers.get(1))))));
        }
        return events;
    }

    private Event<CustomerFact> turned(String customer, CustomerFact fact) {
        return Event.of(fact, ids.next().toString(), "/contact-service", customer, Instant.now());
    }

    private static Event<PurchaseFact.Recorded> bought(String customer, String over, Random random) {
        String order = UUID.randomUUID().toString();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS)
                .minus(Duration.ofSeconds(random.nextInt(3 * 365 * 86_400) - 86_400L))
                .plusNanos(1_000L * random.nextInt(1_000_000));
        return Event.of(
                new PurchaseFact.Recorded(Address.of("external", "shop/" + over), order,
                        BigDecimal.valueOf(random.nextInt(20_000) - 500, 2),
                        CURRENCIES.get(random.nextInt(CURRENCIES.size())), null, null, null),
                "order-" + order, "https://shop.example/orders", customer, at);
    }

    @Test
    void repairsWhatIsWrongAndTellsOfItAndNothingElse() {
        String right = ids.next().toString();
        String wrong = ids.next().toString();
        shop.tell(Shop.purchase(right, Instant.now(), "10"), Shop.purchase(wrong, Instant.now(), "10"));
        Everybody.awaitPurchases(2);
        List<String> before = Everybody.rows(SCORES);
        Everybody.execute("UPDATE score SET f = 5, activity_group = 'vip' WHERE customer = '" + wrong + "'");
        Everybody.execute("UPDATE membership SET segment = 'activity.vip' WHERE customer = '" + wrong + "'");
        assertThat(Everybody.recalculate()).isEqualTo(1);
        assertThat(Everybody.rows(SCORES)).isEqualTo(before);
        shop.heard(wrong, SegmentFact.Left.class, left -> left.segment().equals("activity.vip"));
        assertThat(shop.heardSoFar(right, SegmentFact.Entered.class)).hasSize(1);
    }

    @Test
    void goesOnWhereACrashLeftIt() {
        List<String> customers = Stream.generate(() -> ids.next().toString()).limit(40).sorted().toList();
        shop.tell(customers.stream().map(customer -> Shop.purchase(customer, Instant.now(), "5")).toList());
        Everybody.awaitPurchases(40);
        Everybody.execute("DELETE FROM score");
        UUID id = ids.next();
        Everybody.execute("""
                INSERT INTO recalculation (id, state, because, asked_at, asked_by, started_at, rule_version, customers,
                    done, passed)
                SELECT '%s', 'running', 'left by a crash', now(), 'test', now(),
                    (SELECT version FROM scoring_rule WHERE bounded ORDER BY number DESC LIMIT 1), 40, 25, '%s'"""
                .formatted(id, customers.get(24)));
        assertThat(Everybody.ended(id.toString())).isEqualTo(15);
        assertThat(Everybody.rows("SELECT customer FROM score ORDER BY customer")).isEqualTo(customers.subList(25, 40));
        Caller.as(TestAccounts.SUPERVISOR).get(PATH + "/" + id).then().body("done", equalTo(40));
    }

    @Test
    void runsOneAtATimeAndCanBeCancelled() {
        String first = whileNoneCanBegin(() -> {
            String asked = Caller.as(TestAccounts.SUPERVISOR).post(PATH).then().statusCode(202).extract().path("id");
            Caller.as(TestAccounts.SUPERVISOR).post(PATH).then().statusCode(409).body("detail", containsString(asked));
            return asked;
        });
        Everybody.ended(first);
        Caller.as(TestAccounts.SUPERVISOR).post(PATH + "/" + first + "/cancel").then().statusCode(409);
        String id = Caller.as(TestAccounts.SUPERVISOR).post(PATH).then().statusCode(202).extract().path("id");
        int cancelled = Caller.as(TestAccounts.SUPERVISOR).post(PATH + "/" + id + "/cancel").statusCode();
        String state = Caller.as(TestAccounts.SUPERVISOR).get(PATH + "/" + id).path("state");
        assertThat(Map.of(200, "cancelled", 409, "done")).containsEntry(cancelled, state);
        Caller.as(TestAccounts.OPERATOR).post(PATH).then().statusCode(403);
    }

    /** The rules in the hands of somebody else, as of an author who edits them just now. */
    private static String whileNoneCanBegin(Supplier<String> work) {
        try (Connection connection = Everybody.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM scoring_rule WHERE number = 1 FOR UPDATE");
            String result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
