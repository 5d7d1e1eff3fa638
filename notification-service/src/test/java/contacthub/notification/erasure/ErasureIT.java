package contacthub.notification.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.Profile;
import contacthub.notification.RunningService;
import contacthub.testkit.HubStack;
import contacthub.testkit.Leftovers;
import contacthub.testkit.Mailbox;
import contacthub.testkit.TestAccounts;

/** What was sent to an erased customer stays countable; to whom and what is gone, and nothing more is sent. */
@QuarkusTest
class ErasureIT extends RunningService {

    private final String mark = Long.toString(System.nanoTime(), 36);
    private final Address address = new Address("email", "q" + mark + "@example.org", "Q. Quillfeather" + mark);

    private ContactFact.Sent reply(String channel, Address to, String text) {
        return new ContactFact.Sent(channel, to, text, "olga", "<thread-" + mark + "@example.org>",
                "About " + mark, true, null);
    }

    private List<String> inDatabase() {
        return Leftovers.of(mark).inDatabase(HubStack.jdbcUrl("notification"), "notification",
                HubStack.password("notification"));
    }

    @Test
    void forgetsToWhomAndWhatAndKeepsThatAndHow() {
        UUID customer = customer("en", address);
        tell(fact(new CustomerFact.Identified(List.of(address),
                new Profile("Quillfeather", "Ottoline" + mark, null, null, null, null), "en"), customer, null));
        tell(fact(reply("email", address, "Your zeppelin " + mark + " is near"), customer, "conversation-e1"));
        Mailbox.awaitLetterTo(address.value());
        String id = awaitNotification(customer, "sent");
        consents(customer, Map.of("purpose", "offer", "channel", "email", "status", "granted", "wording",
                "words for " + mark, "source", "said by " + mark + " on the phone"), 201);
        assertThat(inDatabase()).hasSizeGreaterThan(3);
        assertThat(export(customer)).contains(address.value(), "is near", "on the phone");

        String erasure = UUID.randomUUID().toString();
        tell(fact(new CustomerFact.Erased(erasure), customer, null));

        var done = Json.read(told(customer, ErasureFact.NotificationsAnonymised.class).value(),
                ErasureFact.NotificationsAnonymised.class);
        assertThat(done.erasure()).isEqualTo(erasure);
        assertThat(done.rows()).containsEntry("notifications", 1L).containsEntry("consents", 1L)
                .containsEntry("addresses", 1L);
        await("nothing of " + mark).atMost(PATIENCE).untilAsserted(() -> assertThat(inDatabase()).isEmpty());
        notification(id).body("state", equalTo("sent")).body("channel", equalTo("email"));
        assertThat(export(customer)).doesNotContain(mark);

        consents(customer, Map.of("purpose", "offer", "channel", "email", "status", "withdrawn"), 409);
        tell(fact(reply("email", address, "A late word to " + mark), customer, "conversation-e1"));
        UUID other = customer("en", Address.of("email", "next-" + UUID.randomUUID() + "@example.org"));
        assertThat(other).isNotNull();
        assertThat(toldSoFar(customer, NotificationFact.Requested.class)).hasSize(1);
        assertThat(inDatabase()).isEmpty();
    }

    @Test
    void forgetsWhoSaidStop() {
        UUID customer = customer("en", address);
        tell(fact(new ContactFact.Received("email", address, null, "Stop.", null, null, null, null, null, null),
                customer, null));
        assertThat(Mailbox.awaitLetterTo(address.value()).text()).contains("no more messages");
        assertThat(export(customer)).contains("\"stops\"", "\"channel\":\"email\"");
        tell(fact(new CustomerFact.Erased(UUID.randomUUID().toString()), customer, null));
        told(customer, ErasureFact.NotificationsAnonymised.class);
        await("nothing of " + mark).atMost(PATIENCE).untilAsserted(() -> assertThat(inDatabase()).isEmpty());
    }

    @Test
    void sendsNothingMoreThatWaits() {
        UUID customer = customer("en", address);
        tell(fact(reply("email", Address.of("email", "later@no-such-host-" + mark + ".invalid"), "words " + mark),
                customer, "conversation-e2"));
        tell(fact(new CustomerFact.Erased(UUID.randomUUID().toString()), customer, null));
        told(customer, ErasureFact.NotificationsAnonymised.class);
        await("nothing of " + mark).atMost(PATIENCE).untilAsserted(() -> assertThat(inDatabase()).isEmpty());
    }

    private static void consents(UUID customer, Map<String, String> said, int status) {
        operator().contentType(ContentType.JSON).body(said).post("/api/v1/customers/" + customer + "/consents").then()
                .statusCode(status);
    }

    private static String export(UUID customer) {
        return given().auth().preemptive()
                .basic(TestAccounts.ADMINISTRATOR.user(), TestAccounts.ADMINISTRATOR.secret())
                .get("/api/v1/customers/" + customer + "/export").then().statusCode(200).extract().asString();
    }
}
