package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The gateway of one channel is down, slow, busy or refuses: letters go out as ever, and of its own messages each is
 * sent once or explained afterwards. {@code -Djourneys.down=600} makes it stay down for ten minutes.
 */
class GatewayOutageIT {

    private static final Duration DOWN = Duration.ofSeconds(Integer.getInteger("journeys.down", 45));
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int MESSAGES = 20;
    private static final int LETTERS = 5;

    private RunningHub hub;
    private Writer shop;
    private List<String> chats;
    private List<String> mailboxes;

    @BeforeEach
    void start() {
        hub = RunningHub.shared();
        shop = new Writer(hub);
        chats = shop.customers("telegram", MESSAGES);
        mailboxes = shop.customers("email", LETTERS);
    }

    @AfterEach
    void heal() {
        hub.telegram().set(TelegramGateway.Fault.NONE);
    }

    @Test
    void sendsEverythingOnceAfterGatewayWasDown() {
        hub.telegram().down();
        writeToAll("down");
        Awaitility.await("the outage").pollDelay(DOWN).atMost(DOWN.plusMinutes(1)).until(() -> true);
        assertThatNobodyElseIsHeldUp("down");
        hub.telegram().up();
        assertThat(ends("down")).isEqualTo(Map.of("sent", MESSAGES));
        assertThatEachWasTakenOnce("down");
    }

    @Test
    void sendsEverythingOnceToSlowGateway() {
        hub.telegram().set(TelegramGateway.Fault.SLOW);
        writeToAll("slow");
        assertThatNobodyElseIsHeldUp("slow");
        assertThat(ends("slow")).isEqualTo(Map.of("sent", MESSAGES));
        assertThatEachWasTakenOnce("slow");
    }

    @Test
    void comesBackWhenBusyGatewayAsksTo() {
        hub.telegram().set(TelegramGateway.Fault.BUSY);
        writeToAll("busy");
        assertThatNobodyElseIsHeldUp("busy");
        Awaitility.await("the hub to be told to wait").atMost(PATIENCE).until(() -> shop.written().values().stream()
                .anyMatch(one -> one.path("reason").asText().equals("retrying")));
        hub.telegram().set(TelegramGateway.Fault.NONE);
        assertThat(ends("busy")).isEqualTo(Map.of("sent", MESSAGES));
        assertThatEachWasTakenOnce("busy");
    }

    @Test
    void explainsWhatGatewayRefuses() {
        hub.telegram().set(TelegramGateway.Fault.REFUSING);
        writeToAll("refused");
        assertThatNobodyElseIsHeldUp("refused");
        assertThat(ends("refused")).isEqualTo(Map.of("failed rejected", MESSAGES));
        hub.telegram().set(TelegramGateway.Fault.NONE);
        JsonNode redriven = hub.administrator("notification").tryOut("/api/v1/notifications/redrive",
                Map.of("channel", "telegram", "reason", "rejected"));
        assertThat(redriven.path("redriven").asInt()).isGreaterThanOrEqualTo(MESSAGES);
        Awaitility.await("what was refused to be sent again").atMost(PATIENCE).untilAsserted(
                () -> assertThatEachWasTakenOnce("refused"));
    }

    private void writeToAll(String what) {
        IntStream.range(0, MESSAGES).forEach(i -> shop.write(chats.get(i), shop.text(what, i)));
    }

    /** Letters arrive while the other channel has its fault. */
    private void assertThatNobodyElseIsHeldUp(String what) {
        IntStream.range(0, LETTERS).forEach(i -> shop.write(mailboxes.get(i), shop.text("letter " + what, i)));
        Awaitility.await("the letters").atMost(Duration.ofSeconds(20))
                .until(() -> ended("letter " + what).equals(Map.of("sent", LETTERS)));
    }

    private Map<String, Integer> ends(String what) {
        Map<String, Integer> ends = Awaitility.await("all messages to be at their end").atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1)).until(() -> ended(what),
                        all -> all.keySet().stream().noneMatch(state -> state.startsWith("queued")
                                || state.startsWith("sending") || state.startsWith("held")));
        System.out.printf("%s: %s%n", what, ends);
        return ends;
    }

    private Map<String, Integer> ended(String what) {
        Map<String, Integer> ends = new TreeMap<>();
        shop.written().forEach((text, one) -> {
            if (shop.isText(what, text)) {
                ends.merge((one.path("state").asText() + " " + one.path("reason").asText("")).strip(), 1,
                        Integer::sum);
            }
        });
        return ends;
    }

    private void assertThatEachWasTakenOnce(String what) {
        IntStream.range(0, MESSAGES).forEach(
                i -> assertThat(hub.telegram().taken(shop.text(what, i))).as(shop.text(what, i)).isEqualTo(1));
    }
}
