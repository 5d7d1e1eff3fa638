package contacthub.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.NotificationFact;
import contacthub.notification.RunningService;
import contacthub.notification.SandboxPeer;
import contacthub.testkit.KafkaProbe;

/** Customers on VK, WhatsApp and Viber get what we write to them, once, from messengers as strict as the vendors'. */
@QuarkusTest
class MessengersIT extends RunningService {

    @ParameterizedTest
    @ValueSource(strings = { "vk", "whatsapp", "viber"})
    void reachesWhoWroteBefore(String messenger) {
        SandboxPeer.play(messenger, "79170000001", "/write");
        String id = write(messenger, "79170000001", "Заказ собран.");
        awaitState(id, "sent", null);
        assertThat(SandboxPeer.play(messenger, "79170000001", "").getList("lines.text"))
                .containsExactly("hello", "Заказ собран.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "vk", "whatsapp", "viber"})
    void comesBackOnceMessengerHasTime(String messenger) {
        SandboxPeer.play(messenger, "79170000002", "/write");
        SandboxPeer.beBusy(messenger, 1);
        awaitState(write(messenger, "79170000002", "later"), "sent", null);
        assertThat(SandboxPeer.play(messenger, "79170000002", "").getList("lines.text"))
                .containsExactly("hello", "later");
    }

    @ParameterizedTest
    @CsvSource({ "vk,79170000003,blocked", "viber,79170000003,address-unknown"})
    void explainsThatNobodyIsThere(String messenger, String stranger, String reason) {
        awaitState(write(messenger, stranger, "anybody?"), "failed", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = { "vk", "viber"})
    void leavesAloneWhoBlockedUs(String messenger) {
        SandboxPeer.play(messenger, "79170000004", "/write");
        SandboxPeer.play(messenger, "79170000004", "/block");
        String id = write(messenger, "79170000004", "still there?");
        awaitState(id, "failed", "blocked");
        operator().get("/api/v1/customers/" + messenger + ":79170000004/channel-decision?category=service").then()
                .body("decided_by", equalTo("suppression"));
    }

    @ParameterizedTest
    @CsvSource({ "vk,9001", "whatsapp,4097", "viber,7001"})
    void refusesWhatVendorWouldRefuse(String messenger, int length) {
        SandboxPeer.play(messenger, "79170000005", "/write");
        awaitState(write(messenger, "79170000005", "x".repeat(length)), "failed", "rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = { "whatsapp", "viber"})
    void risesByReceiptsInAnyOrder(String messenger) {
        SandboxPeer.play(messenger, "79170000006", "/write");
        String id = write(messenger, "79170000006", "seen?");
        awaitState(id, "sent", null);
        UUID customer = customerOf(id);
        String message = notification(id).extract().path("gateway_id");
        report(customer, messenger, message, ContactFact.Reported.READ, null);
        awaitState(id, "read", null);
        assertThat(KafkaProbe.text(told(customer, NotificationFact.Read.class))).contains(id);

        report(customer, messenger, message, ContactFact.Reported.DELIVERED, null);
        report(customer, messenger, message, ContactFact.Reported.FAILED, "rejected");
        String last = write(messenger, "79170000006", "after all of that");
        awaitState(last, "sent", null);
        report(customer, messenger, notification(last).extract().path("gateway_id"), ContactFact.Reported.DELIVERED,
                null);
        awaitState(last, "delivered", null);
        notification(id).body("state", equalTo("read"));
        assertThat(KafkaProbe.text(told(customerOf(last), NotificationFact.Delivered.class))).contains(last);
        assertThat(toldSoFar(customer, NotificationFact.Sent.class)).hasSize(1);
    }

    @Test
    void takesReceiptThatIsFasterThanAnAnswer() {
        SandboxPeer.play("whatsapp", "79170000007", "/write");
        String first = write("whatsapp", "79170000007", "one");
        awaitState(first, "sent", null);
        String message = notification(first).extract().path("gateway_id");
        // The sandbox counts its answer and the customer's line.
        String next = "wamid." + (Long.parseLong(message.substring("wamid.".length())) + 2);
        report(customerOf(first), "whatsapp", next, ContactFact.Reported.FAILED, "window-closed");
        String second = write("whatsapp", "79170000007", "two");
        awaitState(second, "failed", "window-closed");
        notification(second).body("gateway_id", equalTo(next));
    }

    private static UUID customerOf(String id) {
        return UUID.fromString(notification(id).extract().path("customer"));
    }

    /** As contact-service tells of a webhook. */
    private static void report(UUID about, String messenger, String message, String step, String reason) {
        tell(fact(new ContactFact.Reported(messenger, message, step, reason, null), about, null));
    }

    private static String write(String messenger, String customer, String text) {
        UUID known = customer("ru", Address.of(messenger, customer));
        operator().contentType(ContentType.JSON).body("{\"quiet_hours\":{}}")
                .patch("/api/v1/customers/" + known + "/preferences").then().statusCode(200);
        return operator().contentType(ContentType.JSON)
                .body(Map.of("customer", known, "category", "service", "text", text)).post("/api/v1/notifications")
                .then()
                .statusCode(201).body("channel", equalTo(messenger)).extract().path("id");
    }

    private static void awaitState(String id, String state, String reason) {
        Awaitility.await(id + " " + state).atMost(PATIENCE).untilAsserted(
                () -> notification(id).body("state", equalTo(state)).body("reason", equalTo(reason)));
    }
}
