package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.CsvTable;
import contacthub.testkit.PublicData;

/**
 * All purchases of two public data sets through the front door: scoring everybody anew changes nobody, neither with the
 * scores that were followed nor with none at all, where it makes the same again.
 */
class ScoresRealDataIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String RECALCULATIONS = "/api/v1/recalculations";
    private static final String SCORES = """
            SELECT md5(string_agg(concat_ws('|', customer, first_purchase, last_purchase, frequency, purchase_days, monetary,
                currency, r, f, m, activity_group, rule_version, lifetime, due_at), ';' ORDER BY customer)) FROM score""";
    private static final String MEMBERS = """
            SELECT md5(string_agg(concat_ws('|', customer, segment), ';' ORDER BY customer, segment)) FROM membership""";

    private static RealData data;
    private static RunningHub hub;
    private static Quiet quiet;

    @BeforeAll
    static void start() {
        data = RealData.found("scores-", 500);
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    @Test
    void scoresEverybodyAnewAsFollowed() {
        Load load = data.purchases().plus(baskets());
        long before = hub.ledger().scoredPurchasers();
        load.deliver(hub.integration());
        quiet.await();
        assertThat(hub.ledger().scoredPurchasers() - before).isEqualTo(RealData.PURCHASERS + 2_377);

        String followed = hub.ledger().one("segment", SCORES);
        String members = hub.ledger().one("segment", MEMBERS);
        assertThat(recalculate()).isZero();
        hub.ledger().change("segment", "DELETE FROM score");
        hub.ledger().change("segment", "DELETE FROM membership");
        assertThat(recalculate()).isGreaterThanOrEqualTo(RealData.PURCHASERS + 2_377);
        assertThat(hub.ledger().one("segment", SCORES)).isEqualTo(followed);
        assertThat(hub.ledger().one("segment", MEMBERS)).isEqualTo(members);
        quiet.await();
        System.out.println("second purchases: " + hub.administrator("segment").get("/api/v1/reports/second-purchase"));
    }

    /** One purchase a basket of a household, with the sum of its positions in whole cents. */
    private static Load baskets() {
        Path file = PublicData.require("rfm/completejourney/transactions_sample.csv");
        Map<String, ObjectNode> events = new LinkedHashMap<>();
        for (Map<String, String> row : CsvTable.read(file)) {
            String basket = row.get("basket_id");
            BigDecimal value = new BigDecimal(row.get("sales_value")).setScale(2, RoundingMode.HALF_UP);
            ObjectNode event = events.computeIfAbsent(basket, id -> event(id, row));
            ObjectNode bought = (ObjectNode) event.path("data");
            bought.put("amount", bought.path("amount").decimalValue().add(value));
        }
        List<ObjectNode> all = new ArrayList<>(events.values());
        return Load.of(Posting.batches(all, 500), all);
    }

    private static ObjectNode event(String basket, Map<String, String> row) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0")
                .put("source", "/journeys/scores-completejourney").put("id", basket).put("type", RealData.PURCHASE)
                .put("time", row.get("transaction_timestamp"));
        event.putObject("data").put("order", basket).put("currency", "USD").put("amount", BigDecimal.ZERO)
                .putObject("customer").put("type", "external")
                .put("value", "completejourney/" + row.get("household_id"));
        return event;
    }

    private static long recalculate() {
        String id = hub.administrator("segment").ask(RECALCULATIONS).path("id").asText();
        JsonNode done = Awaitility.await().atMost(PATIENCE).until(
                () -> hub.administrator("segment").get(RECALCULATIONS + "/" + id),
                job -> job.path("state").asText().equals("done"));
        System.out.println("recalculation: " + done);
        return done.path("changed").asLong();
    }
}
