package contacthub.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.RunningService;
import contacthub.testkit.TestAccounts;

/** What people can see of notifications, and who may; and what becomes of those in flight when a worker is lost. */
@QuarkusTest
class NotificationsIT extends RunningService {

    @Inject
    DataSource database;

    @Test
    void pagesNewestFirst() {
        Address phone = Address.of("phone", "+79169999999");
        UUID customer = customer("ru", phone);
        for (int i = 0; i < 3; i++) {
            tell(fact(new ContactFact.Sent("sms", phone, "n" + i, "operator", null, null, true, null), customer, "c"));
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> operator().queryParam("customer", customer)
                .get("/api/v1/notifications").then().body("data", hasSize(3)));
        String next = operator().queryParam("customer", customer).queryParam("state", "failed")
                .queryParam("page[size]", 2).get("/api/v1/notifications").then().statusCode(200)
                .body("data", hasSize(2)).body("meta.has_more", equalTo(true)).extract().path("links.next");
        operator().urlEncodingEnabled(false).get(next.replace("[", "%5B").replace("]", "%5D")).then().statusCode(200)
                .body("data", hasSize(1)).body("meta.has_more", equalTo(false));
    }

    @Test
    void marksUnknownWhatWasInFlightWhenItsWorkerWasLost() throws Exception {
        Address phone = Address.of("phone", "+79168888888");
        UUID customer = customer("ru", phone);
        tell(fact(new ContactFact.Sent("sms", phone, "lost", "operator", null, null, true, null), customer, "c"));
        String id = awaitNotification(customer, "failed");
        try (var connection = database.getConnection(); var update = connection.prepareStatement("""
                UPDATE notification SET state = 'sending', reason = NULL, in_flight_until = now() - interval '1 second'
                WHERE id = ?""")) {
            update.setObject(1, UUID.fromString(id));
            update.executeUpdate();
        }
        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(
                () -> notification(id).body("state", equalTo("failed")).body("reason", equalTo("unknown")));
    }

    @Test
    void saysWhichChannelsWork() {
        operator().get("/api/v1/channels").then().statusCode(200)
                .body("data.find { it.channel == 'email' }.configured", equalTo(true))
                .body("data.find { it.channel == 'telegram' }.configured", equalTo(true))
                .body("data.find { it.channel == 'chat' }.configured", equalTo(true))
                .body("data.find { it.channel == 'chat' }.because", startsWith("contact-service delivers it"))
                .body("data.find { it.channel == 'sms' }.because", equalTo("not-configured"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/notifications", "/api/v1/channels",
            "/api/v1/notifications/00000000-0000-0000-0000-000000000000",
            "/api/v1/customers/00000000-0000-0000-0000-000000000000/preferences",
            "/api/v1/customers/00000000-0000-0000-0000-000000000000/consents",
            "/api/v1/customers/00000000-0000-0000-0000-000000000000/channel-decision?category=offer"})
    void answersOnlyWhoMayAsk(String path) {
        given().get(path).then().statusCode(401);
        given().auth().preemptive().basic("operator", "wrong").get(path).then().statusCode(401);
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
        given().header("Authorization", "Bearer " + TestAccounts.INTEGRATION.secret()).get(path).then().statusCode(403);
        given().urlEncodingEnabled(false).get(path.replaceFirst("v1", "v1;x")).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/notifications?state=lost,400,state", "/api/v1/notifications?customer=nobody,400,customer",
            "/api/v1/notifications?page%5Bsize%5D=0,400,page[size]",
            "/api/v1/notifications?page%5Bsize%5D=many,400,page[size]",
            "/api/v1/notifications?page%5Bafter%5D=x,400,page[after]", "/api/v1/notifications/x,400,id",
            "/api/v1/notifications/00000000-0000-0000-0000-000000000000,404,",
            "/api/v1/customers/00000000-0000-0000-0000-000000000000/preferences,404,",
            "/api/v1/customers/email:nobody@example.org/consents,404,",
            "/api/v1/customers/nobody/consents,400,customer",
            "/api/v1/customers/fax:1/consents,400,customer", "/api/v1/nothing,404,"})
    void namesWhatIsWrong(String path, int status, String field) {
        List<String> fields = operator().urlEncodingEnabled(false).get(path).then().statusCode(status)
                .contentType("application/problem+json").body("status", equalTo(status))
                .extract().jsonPath().getList("errors.field");
        assertThat(fields).isEqualTo(field == null ? null : List.of(field));
    }
}
