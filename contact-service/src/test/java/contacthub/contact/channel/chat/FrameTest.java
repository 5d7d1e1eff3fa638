package contacthub.contact.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.runtime.web.Problem;

class FrameTest {

    @Test
    void readsAMessageAndSkipsFieldsItDoesNotKnow() {
        Frame.FromPage frame = Frame.read("{\"type\": \"message\", \"id\": \"a1\", \"text\": \"hi\", \"new\": [1]}");
        assertThat(frame.type()).isEqualTo("message");
        assertThat(frame.text()).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "null", "[]", "7", "\"text\"", "{", "{}", "{\"type\": null}", "{\"type\": {}}",
            "{\"type\": \"seen\", \"ids\": \"x\"}", "{\"type\": \"hello\", \"seen\": \"no uuid\"}",
            "{\"type\": \"ping\"} {\"type\": \"ping\"}", "\u0000", "{\"type\": \"\\ud800\", \"ids\": [[[]]]}"})
    void namesWhatIsWrongWithAnythingElse(String hostile) {
        assertThatThrownBy(() -> Frame.read(hostile)).isInstanceOf(Problem.class);
    }

    @Test
    void survivesADeepNest() {
        assertThatThrownBy(() -> Frame.read("{\"type\":" + "[".repeat(30_000))).isInstanceOf(Problem.class);
    }
}
