package contacthub.segment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.Event;
import contacthub.contracts.PurchaseFact;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;
import contacthub.testkit.PublicData;

/**
 * The purchases of every tenth customer of the CDNOW data set go through the inbox, quickly, and once however often they
 * are sent. All of them go the whole way in the journey on real data.
 */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class PurchaseLoadIT {

    private static final Logger LOG = Logger.getLogger(PurchaseLoadIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String OURS = " WHERE customer IN (SELECT customer FROM purchase WHERE order_no LIKE 'cdnow-%')";

    @Inject
    Transactions transactions;

    @Test
    void takesPurchasesOnce() throws IOException {
        Path data = PublicData.require("rfm/cdnow/CDNOW_master.txt");
        List<Event<PurchaseFact.Recorded>> purchases = read(data);
        try (Shop shop = new Shop()) {
            post(shop, purchases, "first");
            assertCounts(purchases);
            long changes = number("SELECT count(*) FROM segment_change" + OURS);
            post(shop, purchases, "second");
            assertCounts(purchases);
            assertThat(number("SELECT count(*) FROM segment_change" + OURS)).isEqualTo(changes);
        }
    }

    private void post(Shop shop, List<Event<PurchaseFact.Recorded>> purchases, String time) {
        long before = taken();
        Instant start = Instant.now();
        shop.tell(purchases);
        await().atMost(PATIENCE).until(() -> taken() - before >= purchases.size());
        Duration taken = Duration.between(start, Instant.now());
        await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM outbox") == 0);
        LOG.infof("%d purchases for the %s time in %d ms: %d a second; all told after %d ms", purchases.size(), time,
                taken.toMillis(), purchases.size() * 1_000L / taken.toMillis(),
                Duration.between(start, Instant.now()).toMillis());
    }

    private long taken() {
        return number("SELECT coalesce(sum(next), 0) FROM consumer_offset WHERE consumer = 'segment-service'");
    }

    /** As counted here from the file. */
    private void assertCounts(List<Event<PurchaseFact.Recorded>> purchases) {
        Map<String, Set<Instant>> days = purchases.stream().collect(Collectors.groupingBy(Event::subject,
                Collectors.mapping(Event::time, Collectors.toSet())));
        long once = days.values().stream().filter(of -> of.size() == 1).count();
        assertThat(once).isGreaterThan(1_000);
        assertThat(number("SELECT count(*) FROM purchase" + OURS)).isEqualTo(purchases.size());
        assertThat(number("SELECT count(*) FROM score" + OURS)).isEqualTo(days.size());
        assertThat(number("SELECT count(*) FROM score" + OURS + " AND purchase_days = 1")).isEqualTo(once);
        assertThat(number("SELECT count(*) FROM membership" + OURS + " AND segment = 'activity.lost'"))
                .isEqualTo(days.size());
    }

    private long number(String query) {
        return transactions.inNew(connection -> number(connection, query));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Event<PurchaseFact.Recorded>> read(Path file) throws IOException {
        List<Event<PurchaseFact.Recorded>> purchases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.trim().split(" +");
            if (fields[0].endsWith("0") && Character.isDigit(fields[0].charAt(0))) {
                purchases.add(purchase(fields[0], fields[1], fields[3], "cdnow-" + purchases.size()));
            }
        }
        return purchases;
    }

    private static Event<PurchaseFact.Recorded> purchase(String customer, String day, String amount, String order) {
        String id = UUID.nameUUIDFromBytes(("cdnow/" + customer).getBytes(StandardCharsets.UTF_8)).toString();
        Instant noon = LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.NOON)
                .toInstant(ZoneOffset.UTC);
        return Event.of(new PurchaseFact.Recorded(Address.of("external", "cdnow/" + customer), order,
                new BigDecimal(amount), "USD", null, null, null), order, "/cdnow", id, noon);
    }
}
