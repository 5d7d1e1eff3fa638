package contacthub.notification.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ChatWidget;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.notification.BotApiPeer;
import contacthub.notification.RunningService;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** A customer is asked whether it is solved, where the customer wrote to us. */
@QuarkusTest
class QuestioningIT extends RunningService {

    private static final String LINK = "https://hub.example/public/solved/1.2";

    private static ConversationFact.Asked question(String channel, Address to, String language, String thread,
            String link, Instant until) {
        return new ConversationFact.Asked(UUID.randomUUID().toString(), channel, to, language, "re: Не греет", thread,
                link, until, "Europe/Moscow");
    }

    private static Instant nextWeek() {
        return Instant.now().plus(Duration.ofDays(7));
    }

    @Test
    void asksByMailInTheThreadAndInTheCustomersLanguage() {
        Address vera = Address.of("email", "vera.asked@example.org");
        UUID customer = customer("ru", vera);
        tell(fact(question("email", vera, "ru", "<first@example.org>", LINK, nextWeek()), customer, "c"));

        Letter letter = Mailbox.awaitLetterTo("vera.asked@example.org");
        assertThat(letter.subject()).isEqualTo("Re: Не греет");
        assertThat(letter.text()).contains("«Не греет» решённым. Это так?", "«да» или «нет»", LINK,
                "Если ответа не будет до");
        assertThat(letter.header("In-Reply-To")).contains("<first@example.org>");
        assertThat(letter.header("Auto-Submitted")).contains("auto-replied");
        notification(awaitNotification(customer, "sent")).body("kind", equalTo("question"));
    }

    @Test
    void asksInTelegramWithoutALinkWhereThereIsNone() {
        Address user = Address.of("telegram", "5101");
        UUID customer = customer("en", user);
        tell(fact(question("telegram", user, "en", "-7101", null, nextWeek()), customer, "c"));

        notification(awaitNotification(customer, "sent")).body("channel", equalTo("telegram"));
        assertThat(BotApiPeer.taken(-7101)).singleElement().asString().contains("yes or no.").doesNotContain("link");
    }

    @Test
    void asksNobodyOnceTheTimeIsOver() {
        Address late = Address.of("email", "late.asked@example.org");
        UUID customer = customer("en", late);
        tell(fact(question("email", late, "en", null, LINK, Instant.now().minusSeconds(1)), customer, "c"));

        notification(awaitNotification(customer, "suppressed")).body("kind", equalTo("question"));
    }

    @Test
    void leavesChatVisitorsToTheChat() {
        Address visitor = Address.of("web", UUID.randomUUID().toString());
        Address after = Address.of("email", "after.visitor@example.org");
        UUID customer = customer("en", visitor, after);
        tell(fact(question("chat", visitor, "en", ChatWidget.thread("shop"), null, nextWeek()), customer, "c"));
        tell(fact(new ContactFact.Sent("email", after, "hello", "operator", null, null, true, null), customer, "c"));

        Mailbox.awaitLetterTo("after.visitor@example.org");
        assertThat(operator().queryParam("customer", customer).get("/api/v1/notifications").jsonPath()
                .getList("data.kind")).containsExactly("reply");
    }
}
