package contacthub.contact.channel.telegram;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;

@RunningService
class TelegramIT {

    private static int update(String secret, String body) {
        return given().contentType("application/json").header("X-Telegram-Bot-Api-Secret-Token", secret)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/webhooks/telegram/main").statusCode();
    }

    @Test
    void takesAMessageOnceHoweverOftenTelegramSendsIt() {
        long user = ThreadLocalRandom.current().nextLong(1_000_000, 1L << 40);
        String message = """
                {"update_id": 7, "message": {"message_id": 3, "date": 1700000000, "text": "Привет",
                 "chat": {"id": %1$d}, "from": {"id": %1$d, "is_bot": false, "first_name": "Аня", "language_code": "ru"}}}
                """.formatted(user);
        String otherSpelling = """
                {"message": {"text": "Привет", "message_id": 3, "date": 1700000000, "from": {"language_code": "ru",
                 "id": %1$d, "is_bot": false, "first_name": "Аня"}, "chat": {"id": %1$d}}, "update_id": 7}
                """.formatted(user);
        assertThat(update("secret-of-main", message)).isEqualTo(200);
        assertThat(update("secret-of-main", otherSpelling)).isEqualTo(200);
        String position = accepted(post(event("com.example.mark",
                Map.of("customer", Map.of("type", "telegram", "value", Long.toString(user)), "summary", "mark"))));
        assertThat(timeline("telegram:" + user, position).getList("data.findAll { it.channel == 'telegram' }.summary"))
                .containsExactly("Привет");
    }

    @Test
    void countsKindsItDoesNotUse() {
        assertThat(update("secret-of-main", "{\"update_id\": 8, \"poll\": {\"id\": \"1\"}}")).isEqualTo(200);
        assertThat(update("secret-of-main", "{}")).isEqualTo(200);
    }

    @Test
    void refusesWrongSecretsAndWhatIsNoUpdate() {
        assertThat(update("guess", "{}")).isEqualTo(401);
        assertThat(given().contentType("application/json").body("{}").post("/webhooks/telegram/other").statusCode())
                .isEqualTo(401);
        assertThat(update("secret-of-main", "[1")).isEqualTo(400);
    }
}
