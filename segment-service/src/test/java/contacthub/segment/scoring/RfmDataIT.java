package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.CsvTable;
import contacthub.testkit.PublicData;
import contacthub.testkit.TestAccounts;

/** The scores of the data sets that other programs have scored. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RfmDataIT extends AloneInShop {

    private static final LocalDate AS_OF = LocalDate.parse("2006-12-31");
    private static final String TRY = "/api/v1/scores/try?as_of=";

    /** Stored, the orders happen as long before today as they happened before the day of the analysis. */
    @Test
    void scoresOrdersOfTheRfmPackageTheSameTriedAndStored() {
        List<Map<String, String>> orders = CsvTable.read(PublicData.require("rfm/rfm-pkg/rfm_data_orders.csv"));
        assertThat(orders).hasSize(4_906);
        Map<String, String> tried = tried(csv(orders, "customer_id", "order_date", "revenue"), AS_OF.toString());
        assertThat(tried).hasSize(995).containsEntry("Abbey O'Reilly", "205 6 472 343")
                .containsEntry("Add Senger", "140 3 340 422").containsEntry("Aden Lesch", "194 4 405 333")
                .containsEntry("Agness O'Keefe", "90 9 843 555").containsEntry("Alannah Borer", "619 4 196 131")
                .containsEntry("Brion Stark", "229 8 852 355");
        assertThat(spread(tried, 0)).isEqualTo("[200, 198, 202, 199, 196]");
        assertThat(spread(tried, 1)).isEqualTo("[125, 143, 187, 326, 214]");
        assertThat(spread(tried, 2)).isEqualTo("[199, 198, 200, 198, 200]");

        Map<String, String> customers = new HashMap<>();
        long shift = ChronoUnit.DAYS.between(AS_OF, LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC));
        List<Event<PurchaseFact.Recorded>> events = new ArrayList<>();
        for (Map<String, String> order : orders) {
            String id = customers.computeIfAbsent(order.get("customer_id"), name -> ids.next().toString());
            Instant at = LocalDate.parse(order.get("order_date")).plusDays(shift).atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            events.add(Shop.purchase(id, at, order.get("revenue")));
        }
        shop.tell(events);
        Everybody.awaitPurchases(4_906);
        Map<String, Object> quintiles = new LinkedHashMap<>();
        quintiles.put("method", "quintiles");
        quintiles.put("quarters", null);
        quintiles.put("because", "as the rfm package does");
        Everybody.rule(quintiles);
        assertThat(stored(customers)).isEqualTo(tried);
        assertThat(Everybody.recalculate()).isZero();
        assertThat(Caller.read("/api/v1/scoring-rules/current").getString("measures"))
                .isEqualTo(Caller.read("/api/v1/scoring-rules/newest").getString("version"));
        Everybody.rule(Map.of("method", "thresholds", "quarters", 4, "recency_days", List.of(30, 90, 180, 365),
                "frequency", List.of(2, 3, 5, 10), "monetary", Map.of("*", List.of(20, 50, 120, 300)),
                "because", "as before"));
    }

    /** How many customers have the scores 1 to 5 of R, F or M. */
    private static String spread(Map<String, String> scores, int digit) {
        return scores.values().stream().map(score -> score.charAt(score.length() - 3 + digit))
                .collect(Collectors.groupingBy(score -> score, TreeMap::new, Collectors.counting())).values()
                .toString();
    }

    private static Map<String, String> stored(Map<String, String> customers) {
        Map<String, String> scores = Everybody.rows("""
                SELECT customer, recency_days, frequency, trim_scale(monetary), r || '' || f || m FROM score""")
                .stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toMap(row -> row[0], row -> row[1] + " " + row[2] + " " + row[3] + " " + row[4]));
        Map<String, String> byName = new TreeMap<>();
        customers.forEach((name, id) -> byName.put(name, scores.get(id)));
        return byName;
    }

    private static Map<String, String> tried(String csv, String asOf) {
        List<Map<String, Object>> rows = Caller.as(TestAccounts.OPERATOR).contentType("text/csv").body(csv)
                .post(TRY + asOf).then().statusCode(200).extract().path("data");
        return new TreeMap<>(rows.stream().collect(Collectors.toMap(row -> (String) row.get("customer"),
                row -> row.get("recency_days") + " " + row.get("frequency") + " " + row.get("monetary") + " "
                        + row.get("r") + row.get("f") + row.get("m"))));
    }

    private static String csv(List<Map<String, String>> rows, String customer, String time, String amount) {
        return rows.stream().map(row -> row.get(customer) + "," + row.get(time) + "," + row.get(amount))
                .collect(Collectors.joining("\n", "customer,time,amount\n", "\n"));
    }

    @Test
    void givesTheFiguresOfComingAgainAsTheLifetimesPackage() {
        Path folder = PublicData.require("rfm/cdnow/lifetimes_unit_tx.csv").getParent();
        String csv = csv(CsvTable.read(folder.resolve("lifetimes_unit_tx.csv")), "id", "date", "monetary_value");
        List<Map<String, Object>> rows = Caller.as(TestAccounts.INTEGRATION).contentType("text/csv").body(csv)
                .post(TRY + "2015-02-07").then().statusCode(200).extract().path("data");
        List<String> figures = rows.stream().map(row -> row.get("customer") + "," + row.get("repeats") + ","
                + row.get("span_days") + "," + row.get("age_days") + "," + row.get("repeat_mean")).toList();
        List<Map<String, String>> expected = CsvTable
                .read(folder.resolve("lifetimes_unit_expected_daily_2015-02-07.csv"));
        assertThat(figures).containsExactlyElementsOf(expected.stream().map(row -> String.join(",", row.get("id"),
                row.get("frequency"), row.get("recency_days"), row.get("T_days"),
                row.get("monetary_value_repeat_mean")))
                .toList());
    }

    @Test
    void findsThoseWhoBoughtOnOneDayOnlyInCdnow() throws IOException {
        Path data = PublicData.require("rfm/cdnow/CDNOW_master.txt");
        String csv = Files.readAllLines(data).stream().skip(1).map(line -> line.strip().split("\\s+"))
                .map(cells -> cells[0] + "," + cells[1].replaceAll("(....)(..)(..)", "$1-$2-$3") + "," + cells[3])
                .collect(Collectors.joining("\n", "customer,time,amount\n", "\n"));
        List<Integer> repeats = Caller.as(TestAccounts.OPERATOR).contentType("text/csv").body(csv)
                .post(TRY + "1998-06-30").then().statusCode(200).extract().path("data.repeats");
        assertThat(repeats).hasSize(23_570);
        assertThat(repeats.stream().filter(number -> number == 0)).hasSize(12_054);
    }
}
