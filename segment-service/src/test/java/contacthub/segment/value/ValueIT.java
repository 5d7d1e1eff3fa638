package contacthub.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.Address;
import contacthub.contracts.CallFact;
import contacthub.contracts.ClockFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.testkit.TestAccounts;

/** The reports reckon what segments earned and cost, and where leads come from. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class ValueIT extends AloneInShop {

    private static final Address ADDRESS = Address.of("email", "c@example.org");
    private static final String NEWCOMERS = "data.find { it.segment == 'activity.newcomer' }.";

    private final Instant now = Instant.now();
    private final String served = UUID.randomUUID().toString();
    private final String part = UUID.randomUUID().toString();
    private final String quiet = UUID.randomUUID().toString();

    @Test
    void reckonsMoneyServiceAndDeadlinesOfEachSegmentMergedCustomersAsOne() {
        var letter = event(part, new ContactFact.Received("email", ADDRESS, null, "text", null, null, "question", null,
                null, null));
        shop.tell(letter, letter, event(served, new ContactFact.Sent("email", ADDRESS, "text", null, null, null, null,
                null)), event(served, call(120)), bought(served, "100", "40"), bought(quiet, "50", null));
        shop.tell(clock(true), clock(true), clock(true), clock(false), complaint(),
                event(served, new CustomerFact.Merged(part, served, 2L, UUID.randomUUID().toString())));
        patiently().untilAsserted(() -> {
            JsonPath sofar = value();
            assertThat(sofar.getInt(NEWCOMERS + "complaints")).isEqualTo(1);
            assertThat(sofar.getInt(NEWCOMERS + "service.received")).isEqualTo(1);
            assertNumber(sofar, "money[0].revenue", "150");
        });
        JsonPath report = value();
        assertThat(report.getInt(NEWCOMERS + "customers")).isEqualTo(2);
        assertNumber(report, "money[0].margin", "40");
        assertNumber(report, "money[0].revenue_after_contact", "100");
        assertNumber(report, "money[0].margin_after_contact", "40");
        assertNumber(report, "service.minutes", "12");
        assertNumber(report, "service.cost", "24.5");
        assertNumber(report, "deadlines.hit_rate", "0.75");
        assertThat(report.getString(NEWCOMERS + "satisfaction.note")).isEqualTo("no answers yet");
        assertThat(csv("value").lines().toList().get(1)).isEqualTo(
                "activity.newcomer,USD,150,40,100,40,2,1,1,1,12,24.5,0,3,1,0.75,1,0,0,0");
    }

    @Test
    void meansTheAnswersOfEachSurvey() {
        shop.tell(bought(served, "1", null), answer("4"), answer("5"));
        patiently().untilAsserted(() -> {
            assertThat(value().getInt(NEWCOMERS + "satisfaction.surveys[0].answers")).isEqualTo(2);
            assertNumber(value(), "satisfaction.surveys[0].mean_score", "4.5");
        });
        assertThat(value().getString(NEWCOMERS + "satisfaction.note")).isNull();
    }

    @Test
    void countsALostCustomerEightTimesWhatServingOneCosts() {
        shop.tell(bought(served, "1", null), event(served, call(600)));
        patiently().untilAsserted(() -> assertNumber(value(), "service.cost", "20"));
        Everybody.execute(
                "INSERT INTO segment_change (id, customer, family, segment, previous, at, rule_version, because, "
                        + "numbers) VALUES ('" + ids.next() + "', '" + quiet
                        + "', 'activity', 'activity.lost', 'activity.newcomer', now(), 'scoring-2', 'test', '{}')");
        JsonPath report = value();
        assertThat(report.getInt(NEWCOMERS + "churn.lost")).isEqualTo(1);
        assertNumber(report, "churn.people_told", "10");
        assertNumber(report, "churn.cost", "160");
        assertThat(Caller.read("/api/v1/reports/value?from=2020-01-01&to=2020-02-01")
                .getInt(NEWCOMERS + "churn.lost")).isZero();
    }

    @Test
    void countsLeadsAndBuyersWhereTheyLandedFirst() {
        String third = UUID.randomUUID().toString();
        shop.tell(visit(served, "/a?name=x", "ads", null, 0), visit(served, "/b", "ads", "order", 1),
                visit(part, "/a#top", "ads", null, 0), visit(quiet, "/a", "ads", null, 0),
                visit(third, "/b", null, null, 0), bought(third, "5", null), event(part,
                        new ContactFact.Received("email", ADDRESS, null, "text", null, null, null, null, null, null)));
        patiently().untilAsserted(() -> assertThat(csv("conversion").lines().toList())
                .containsExactly("page,source,visitors,leads,lead_rate,buyers,buyer_rate",
                        "/a,ads,3,2,0.6667,0,0", "/b,direct,1,0,0,1,1"));
        assertThat(Caller.read("/api/v1/reports/conversion").getString("peers_note")).contains("hub.value.peers");
        shop.tell(event(third, new CustomerFact.Erased(UUID.randomUUID().toString())));
        patiently().untilAsserted(
                () -> assertThat(csv("conversion")).contains("erased,erased,1,0,0,1,1").doesNotContain("/b"));
    }

    @Test
    void namesTheDayThatIsWrong() {
        refused("value?from=yesterday", "from");
        refused("value?from=2026-02-02&to=2026-02-02", "to");
        refused("conversion?from=2020-01-01&to=2026-02-02", "to");
    }

    /** What is not there yet is waited for like what is not yet right. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(20)).ignoreExceptions();
    }

    private static void refused(String report, String field) {
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/reports/" + report).then().statusCode(400).body("errors.field",
                hasItem(field));
    }

    private static JsonPath value() {
        return Caller.read("/api/v1/reports/value");
    }

    private static String csv(String report) {
        return Caller.as(TestAccounts.OPERATOR).accept("text/csv").get("/api/v1/reports/" + report).asString();
    }

    private static void assertNumber(JsonPath report, String path, String wanted) {
        assertThat(report.getString(NEWCOMERS + path)).isNotNull();
        assertThat(new BigDecimal(report.getString(NEWCOMERS + path))).isEqualByComparingTo(wanted);
    }

    private Event<SurveyFact.Answered> answer(String score) {
        return event(served, new SurveyFact.Answered(ADDRESS, "csat", null, new BigDecimal(score), null));
    }

    private Event<?> clock(boolean met) {
        String id = UUID.randomUUID().toString();
        return event(served, met
                ? new ClockFact.Met(id, "first-reply", now, now, 1, 1)
                : new ClockFact.Breached(id, "first-reply", now));
    }

    private Event<ConversationFact.Opened> complaint() {
        return event(served, new ConversationFact.Opened(UUID.randomUUID().toString(), "email", ADDRESS, "complaint",
                null));
    }

    private CallFact.Recorded call(int seconds) {
        return new CallFact.Recorded("in", ADDRESS, null, now, now, now.plusSeconds(seconds), null, null, null, null);
    }

    private Event<PurchaseFact.Recorded> bought(String customer, String amount, String margin) {
        return event(customer, new PurchaseFact.Recorded(Address.of("external", "shop/" + customer),
                UUID.randomUUID().toString(), new BigDecimal(amount), "USD",
                margin == null ? null : new BigDecimal(margin), null, null));
    }

    private Event<VisitFact.Recorded> visit(String customer, String page, String source, String goal, int second) {
        return Event.of(new VisitFact.Recorded(ADDRESS, page, source, goal), UUID.randomUUID().toString(),
                "/contact-service", customer, now.plusSeconds(second));
    }

    private <T extends Fact> Event<T> event(String customer, T fact) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer, now);
    }
}
