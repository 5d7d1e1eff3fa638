package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.runtime.web.Problem;

class CallbackTest {

    private static Callback body(String body) {
        return new Callback("main", body.getBytes(UTF_8), "", name -> null);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "1", "{} {}", "{\"a\":\"\u0001\"}"})
    void refusesWhatIsNotOneJsonObject(String body) {
        assertThatThrownBy(() -> body(body).json()).isInstanceOf(Problem.class).hasMessageStartingWith("body: ");
    }

    @Test
    void makesEveryTextReadable() {
        assertThat(body("{\"a\\u0000\":[\"h\\u0000i \\ud83d \\ud83d\\ude00\"]}").json().toString())
                .isEqualTo("{\"a\uFFFD\":[\"h\uFFFDi \uFFFD \uD83D\uDE00\"]}");
    }

    @Test
    void readsAForm() {
        assertThat(body("To=%2B7916&Body=%D0%90+b&Body=2&Empty=&Bare").form())
                .containsOnlyKeys("To", "Body", "Empty", "Bare")
                .containsEntry("To", List.of("+7916")).containsEntry("Body", List.of("А b", "2"))
                .containsEntry("Empty", List.of("")).containsEntry("Bare", List.of(""));
        assertThatThrownBy(() -> body("a=%G1").form()).isInstanceOf(Problem.class);
    }
}
