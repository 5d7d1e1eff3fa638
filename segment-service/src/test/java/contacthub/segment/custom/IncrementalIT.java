package contacthub.segment.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.Profile;
import contacthub.contracts.PurchaseFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;

/** Following every event of random histories, in any order, leads where judging everybody at once does. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class IncrementalIT extends AloneInShop {

    private static final int HISTORIES = Integer.getInteger("histories", 15);
    private static final Map<String, String> RULES = new LinkedHashMap<>(Map.of(
            "custom.quiet", "purchases(90) == 0 && purchase_days > 0",
            "custom.regular", "purchases(365) >= 4 && r >= 3",
            "custom.unhappy", "complaints(400) >= 2 || contacts(200) > complaints(200) + 4",
            "custom.spenders", "spent(700) > 150 && !(group in ['lost'])",
            "custom.northern", "town == 'Murmansk' && (language == 'ru' || m > 2)",
            "custom.odd", "100 / (purchases(100) - 1) > contacts(300)"));
    private static final String MEMBERS = "SELECT customer, segment FROM membership ORDER BY 1, 2";
    private static final String CHECKS = "SELECT customer, at FROM custom_segment_check ORDER BY 1";

    @Test
    void saysTheSameAsJudgingEverybodyAtOnce() {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        Random random = new Random(seed);
        RULES.forEach((name, expression) -> Author.supervisor().body(Map.of("name", name, "expression", expression))
                .post(Author.PATH).then().statusCode(201));
        List<Event<?>> events = new ArrayList<>();
        for (int history = 0; history < HISTORIES; history++) {
            events.addAll(history(random));
        }
        Collections.shuffle(events, random);
        for (int from = 0; from < events.size(); from += 41) {
            shop.tell(events.subList(from, Math.min(events.size(), from + 41)));
        }
        awaitAll(events);

        List<String> members = Everybody.rows(MEMBERS);
        List<String> checks = Everybody.rows(CHECKS);
        assertThat(members).as("seed " + seed).filteredOn(row -> row.contains("custom.")).hasSizeGreaterThan(HISTORIES);
        Everybody.execute("DELETE FROM membership WHERE family LIKE 'custom.%'");
        Everybody.execute("TRUNCATE custom_segment_check");
        Author.change("custom.quiet", Map.of("description", "again")).statusCode(200);
        Author.awaitPass("custom.quiet");
        assertThat(Everybody.rows(MEMBERS)).as("seed " + seed).isEqualTo(members);
        assertThat(Everybody.rows(CHECKS)).as("seed " + seed).isEqualTo(checks);
    }

    private static void awaitAll(List<Event<?>> events) {
        Everybody.awaitPurchases(events.stream().filter(event -> event.data() instanceof PurchaseFact).count());
        long contacts = events.stream().filter(event -> event.data() instanceof ContactFact).count();
        long turned = events.stream().filter(event -> event.data() instanceof CustomerFact.Merged
                || event.data() instanceof CustomerFact.Unmerged).count();
        await().atMost(Duration.ofSeconds(60)).until(() -> Everybody
                .number("SELECT coalesce(sum(contacts), 0) FROM contact_day") == contacts
                && Everybody.number("SELECT coalesce(sum(version), 0) FROM redirect") == turned
                && Everybody.number("SELECT count(*) FROM custom_segment_check WHERE at <= now()") == 0
                && Everybody.number("SELECT count(*) FROM custom_segment_pass WHERE state = 'running'") == 0);
    }

    private List<Event<?>> history(Random random) {
        List<String> customers = Stream.generate(() -> ids.next().toString()).limit(3).toList();
        List<Event<?>> events = new ArrayList<>();
        int happened = 5 + random.nextInt(30);
        for (int i = 0; i < happened; i++) {
            events.add(event(customers.get(random.nextInt(3)), random));
        }
        if (random.nextBoolean()) {
            events.add(turned(customers.get(0), new CustomerFact.Merged(customers.get(1), customers.get(0), 1L, "m")));
            if (random.nextBoolean()) {
                events.add(turned(customers.get(0), new CustomerFact.Unmerged(customers.get(1), customers.get(0), 2L,
                        "m", List.of(Address.of("external", "shop/" + customers.get(1))))));
            }
        }
        return events;
    }

    private Event<?> turned(String customer, CustomerFact fact) {
        return told(fact, customer, Instant.now());
    }

    private Event<?> event(String customer, Random random) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS)
                .minus(Duration.ofSeconds(random.nextInt(2 * 365 * 86_400)));
        return switch (random.nextInt(5)) {
            case 0 -> told(new CustomerFact.Changed(new Profile(null, null, null, null, null,
                    random.nextBoolean() ? "Murmansk" : "Sochi"), null, random.nextBoolean() ? "ru" : "en"), customer,
                    at);
            case 1 -> told(new ConversationFact.Opened(ids.next().toString(), "email", null, "complaint", null),
                    customer, at);
            case 2 -> told(new ContactFact.Received("email", Address.of("email", "c@example.org"), null, "text", null,
                    null, "question", null, null, null), customer, at);
            default -> Shop.purchase(customer, at, Integer.toString(1 + random.nextInt(120)),
                    random.nextInt(4) == 0 ? "EUR" : "USD");
        };
    }

    private Event<?> told(Fact fact, String customer, Instant at) {
        return Event.of(fact, ids.next().toString(), "/contact-service", customer, at);
    }
}
