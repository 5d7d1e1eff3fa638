package contacthub.contact.intake;

import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import contacthub.contact.ChatPage;
import contacthub.contact.RunningService;
import contacthub.testkit.HubStack;

@RunningService
class OutageIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static List<Integer> postTen(String email) {
        return IntStream.range(0, 10).map(i -> post(event(RECEIVED, contact(email, "n" + i))).statusCode()).boxed()
                .toList();
    }

    @Test
    void takesEventsWhileKafkaIsAway() {
        String email = newEmail();
        HubStack.stopKafka();
        try {
            assertThat(postTen(email)).containsOnly(202);
        } finally {
            HubStack.startKafka();
        }
        awaitTimeline("email:" + email, types -> types.stream().filter(RECEIVED::equals).count() == 10);
    }

    @Test
    void takesEventsWhilePostgresIsAway() {
        String email = newEmail();
        HubStack.stopPostgres();
        try {
            assertThat(postTen(email)).containsOnly(202);
        } finally {
            HubStack.startPostgres();
        }
        awaitTimeline("email:" + email, types -> types.stream().filter(RECEIVED::equals).count() == 10);
    }

    @Test
    void saysNoWithinATimeWhileBothAreAwayAndYesAsSoonAsOneIsBack() {
        String email = newEmail();
        ChatPage chat = ChatPage.of(null, null);
        HubStack.stopPostgres();
        HubStack.stopKafka();
        try {
            chat.write("written-while-away", "hello");
            var whileBothAreAway = post(event(RECEIVED, contact(email, "refused")));
            assertThat(chat.await("failed", frame -> frame.path("retry").asBoolean()).path("id").asText())
                    .isEqualTo("written-while-away");
            assertThat(chat.all("ack")).isEmpty();
            HubStack.startKafka();
            whileBothAreAway.then().statusCode(503).header("Retry-After", "2");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> post(event(RECEIVED, contact(email, "taken"))).statusCode() == 202);
        } finally {
            HubStack.startPostgres();
        }
        chat.write("written-while-away", "hello");
        chat.await("ack", frame -> true);
        chat.close();
        var timeline = awaitTimeline("email:" + email, types -> types.contains(RECEIVED));
        assertThat(timeline.getList("data.summary")).contains("taken").doesNotContain("refused");
    }
}
