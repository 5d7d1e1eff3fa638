package contacthub.contact.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

class SaidTest {

    private static final UUID VISITOR = new UUID(1, 2);

    private static Said said(String id, String text, String name, String email, String page) {
        return new Said("shop", VISITOR, "ru",
                new Frame.FromPage("message", null, null, null, id, text, name, email, null, page, null));
    }

    @Test
    void isFromTheVisitorAloneWhenNothingElseWasGiven() {
        var posted = said("12345678", "hi", " ", "", "https://shop.example/cart").posted();
        JsonNode data = Json.read(posted.data(), JsonNode.class);
        assertThat(posted.source()).isEqualTo("/widget/shop/" + VISITOR);
        assertThat(posted.id()).isEqualTo("12345678");
        assertThat(data.path("from").path("value").asText()).isEqualTo(VISITOR.toString());
        assertThat(data.path("page").asText()).isEqualTo("https://shop.example/cart");
        assertThat(data.path("thread").asText()).isEqualTo("widget/shop");
    }

    @Test
    void isFromAllAddressesThatWereGiven() {
        JsonNode data = Json.read(
                said("12345678", "hi", "Анна", " a@example.com ", "javascript:alert(1)").posted().data(),
                JsonNode.class);
        assertThat(data.has("from")).isFalse();
        assertThat(data.path("from_all").findValuesAsText("value")).containsExactly(VISITOR.toString(),
                "a@example.com");
        assertThat(data.path("from_all").findValuesAsText("name")).containsExactly("Анна", "Анна");
        assertThat(data.has("page")).isFalse();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(Arguments.of(said(null, "hi", null, null, null), "id"),
                Arguments.of(said("../../etc", "hi", null, null, null), "id"),
                Arguments.of(said("12345678", null, null, null, null), "text"),
                Arguments.of(said("12345678", " \n", null, null, null), "text"),
                Arguments.of(said("12345678", "x".repeat(4_001), null, null, null), "text"),
                Arguments.of(said("12345678", "a\u0000b", null, null, null), "text"),
                Arguments.of(said("12345678", "\ud800", null, null, null), "text"),
                Arguments.of(said("12345678", "hi", "x".repeat(201), null, null), "name"),
                Arguments.of(said("12345678", "hi", null, "\udc00", null), "email"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheFieldThatIsWrong(Said said, String field) {
        assertThatThrownBy(said::posted).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.errors().get(0).field()).isEqualTo(field));
    }
}
