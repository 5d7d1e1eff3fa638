package contacthub.notification.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.NotificationFact;
import contacthub.notification.BotApiPeer;
import contacthub.notification.RunningService;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** An operator's reply reaches the customer where the customer asked. */
@QuarkusTest
class ReplyingIT extends RunningService {

    @Test
    void answersMailInItsThread() {
        Address maria = Address.of("email", "maria@example.org");
        UUID customer = customer("ru", maria);
        tell(fact(new ContactFact.Sent("email", maria, "Здравствуйте! Мастер приедет завтра в 10:00.", "operator", null,
                "re: Re: Не греет", true, "<question@example.org>"), customer, "c-1"));

        Letter letter = Mailbox.awaitLetterTo("maria@example.org");
        assertThat(letter.subject()).isEqualTo("Re: Не греет");
        assertThat(letter.text()).contains("Мастер приедет завтра в 10:00.");
        assertThat(letter.header("In-Reply-To")).contains("<question@example.org>");
        assertThat(letter.header("References")).contains("<question@example.org>");
        assertThat(letter.header("Auto-Submitted")).isEmpty();
        notification(awaitNotification(customer, "sent")).body("kind", equalTo("reply"));
    }

    @Test
    void deliversNothingThatWasSentElsewhere() {
        Address peter = Address.of("email", "peter@example.org");
        UUID customer = customer("ru", peter);
        tell(fact(new ContactFact.Sent("email", peter, "elsewhere", "operator", null, null, null, null), customer,
                "c"));
        tell(fact(reply("email", peter, null, "here"), customer, "c"));

        assertThat(Mailbox.awaitLetterTo("peter@example.org").text()).contains("here");
        assertThat(Mailbox.letters()).filteredOn(letter -> letter.isTo("peter@example.org")).hasSize(1);
    }

    @Test
    void answersTelegramChat() {
        Address user = Address.of("telegram", "5001");
        UUID customer = customer("ru", user);
        tell(fact(new ContactFact.Sent("telegram", user, "Добрый день!", "operator", "-7001", null, true, "42"),
                customer, "c"));

        notification(awaitNotification(customer, "sent")).body("channel", equalTo("telegram"));
        assertThat(BotApiPeer.taken(-7001)).containsExactly("{\"chat_id\":-7001,\"text\":\"Добрый день!\","
                + "\"reply_parameters\":{\"message_id\":42,\"allow_sending_without_reply\":true}}");
    }

    @Test
    void takesNoThreadOfAnotherChannelForChat() {
        Address user = Address.of("telegram", "5002");
        UUID customer = customer("ru", user);
        tell(fact(new ContactFact.Sent("web", user, "Добрый день!", "operator", "-7002", null, true, "42"), customer,
                "c"));

        notification(awaitNotification(customer, "sent")).body("channel", equalTo("telegram"));
        assertThat(BotApiPeer.taken(5002)).containsExactly("{\"chat_id\":5002,\"text\":\"Добрый день!\"}");
        assertThat(BotApiPeer.taken(-7002)).isEmpty();
    }

    @Test
    void failsWhatCameBackAndLeavesTheAddressAlone() {
        Address anna = Address.of("email", "anna.gone@example.org");
        UUID customer = customer("ru", anna);
        tell(fact(reply("email", anna, null, "one"), customer, "c"));
        String notification = awaitNotification(customer, "sent");

        tell(fact(new ContactFact.Returned(notification, "email", anna, "address-unknown", "550 5.1.1 User unknown"),
                customer, "c"));
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("address-unknown"))
                .body("detail", containsString("5.1.1"));
        assertThat(KafkaProbe.text(told(customer, NotificationFact.Failed.class))).contains("address-unknown");
        decision(customer).body("decided_by", equalTo("suppression"));
    }

    @Test
    void keepsTheAddressThatOnlyForwardsToOneThatIsGone() {
        Address boris = Address.of("email", "boris@example.org");
        UUID customer = customer("ru", boris);
        tell(fact(reply("email", boris, null, "one"), customer, "c"));
        String notification = awaitNotification(customer, "sent");

        tell(fact(new ContactFact.Returned(notification, "email", Address.of("email", "other@example.org"),
                "address-unknown", "550 5.1.1 User unknown"), customer, "c"));
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("address-unknown"));
        decision(customer).body("channel", equalTo("email"));
    }

    @Test
    void waitsAsLongAsTelegramAsksAndThenSends() {
        Address user = Address.of("telegram", "429001");
        UUID customer = customer("ru", user);
        tell(fact(reply("telegram", user, null, "again"), customer, "c"));

        var shown = notification(awaitNotification(customer, "sent"))
                .body("deliveries.outcome", contains("transient", "accepted")).extract().jsonPath();
        assertThat(Duration.between(Instant.parse(shown.getString("deliveries[0].ended_at")),
                Instant.parse(shown.getString("deliveries[1].started_at")))).isGreaterThan(Duration.ofMillis(990));
        assertThat(BotApiPeer.taken(429001)).hasSize(2);
    }

    @Test
    void leavesAloneWhoeverBlockedUsUntilTheyWriteAgain() {
        Address user = Address.of("telegram", "403001");
        UUID customer = customer("ru", user);
        tell(fact(reply("telegram", user, null, "one"), customer, "c"));
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("blocked"))
                .body("attempts", equalTo(1));
        assertThat(KafkaProbe.text(told(customer, NotificationFact.Failed.class))).contains("\"reason\":\"blocked\"");
        decision(customer).body("decided_by", equalTo("suppression"));

        tell(fact(reply("telegram", user, null, "two"), customer, "c"));
        notification(awaitNotification(customer, "suppressed")).body("reason", containsString("blocked"));
        assertThat(BotApiPeer.taken(403001)).hasSize(1);

        tell(fact(new ContactFact.Received("telegram", user, null, "hello?", null, null, null, null, null, null),
                customer, "c"));
        Awaitility.await("the channel is open again").atMost(PATIENCE)
                .untilAsserted(() -> decision(customer).body("channel", equalTo("messenger")));
    }

    private static io.restassured.response.ValidatableResponse decision(UUID customer) {
        return operator().queryParam("category", "service")
                .get("/api/v1/customers/" + customer + "/channel-decision").then().statusCode(200);
    }

    private static ContactFact.Sent reply(String channel, Address to, String thread, String text) {
        return new ContactFact.Sent(channel, to, text, "operator", thread, null, true, null);
    }
}
