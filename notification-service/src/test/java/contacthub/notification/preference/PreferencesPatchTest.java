package contacthub.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.runtime.web.Problem;

/** Absent stays, null goes, and every wrong field is named. */
class PreferencesPatchTest {

    @Test
    void leavesAbsentAlone() throws IOException {
        assertThat(read("{}")).isEqualTo(new PreferencesPatch(Map.of(), Optional.empty()));
    }

    @Test
    void readsOrdersAndLanguage() throws IOException {
        assertThat(read("""
                {"channels": ["messenger", "email"], "categories": {"offer": ["email"], "reminder": null},
                 "language": "en-GB"}"""))
                .isEqualTo(new PreferencesPatch(Map.of("*", List.of("messenger", "email"), "offer", List.of("email"),
                        "reminder", List.of()), Optional.of(Optional.of("en-GB"))));
    }

    @Test
    void removesWhatIsNull() throws IOException {
        PreferencesPatch patch = read("{\"channels\": null, \"categories\": null, \"language\": null}");
        assertThat(patch.orders()).hasSize(6).allSatisfy((category, order) -> assertThat(order).isEmpty());
        assertThat(patch.language()).contains(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                       | body
            "x"                                      | body
            {"channels": "email"}                    | channels
            {"channels": ["email", "pigeon"]}        | channels[1]
            {"channels": ["email", "email"]}         | channels[1]
            {"channels": [7]}                        | channels[0]
            {"categories": ["offer"]}                | categories
            {"categories": {"gossip": ["email"]}}    | categories.gossip
            {"categories": {"offer": ["fax"]}}       | categories.offer[0]
            {"language": 7}                          | language
            {"language": "русский"}                  | language
            {"chanels": ["email"]}                   | chanels
            """)
    void namesWhatIsWrong(String json, String field) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(json));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly(field);
    }

    private static PreferencesPatch read(String json) {
        return PreferencesPatch.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
