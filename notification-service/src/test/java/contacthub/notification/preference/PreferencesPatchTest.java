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
        assertThat(read("{}")).isEqualTo(new PreferencesPatch(Map.of(), Map.of()));
    }

    @Test
    void readsOrdersAndLanguage() throws IOException {
        assertThat(read("""
                {"channels": ["messenger", "email"], "categories": {"offer": ["email"], "reminder": null},
                 "language": "en-GB"}"""))
                .isEqualTo(new PreferencesPatch(Map.of("*", List.of("messenger", "email"), "offer", List.of("email"),
                        "reminder", List.of()), Map.of(Wish.LANGUAGE, Optional.of("en-GB"))));
    }

    @Test
    void removesWhatIsNull() throws IOException {
        PreferencesPatch patch = read("{\"channels\": null, \"categories\": null, \"language\": null}");
        assertThat(patch.orders()).hasSize(6).allSatisfy((category, order) -> assertThat(order).isEmpty());
        assertThat(patch.wishes()).containsEntry(Wish.LANGUAGE, Optional.empty());
    }

    @Test
    void readsWishes() throws IOException {
        assertThat(read("""
                {"zone": "Asia/Omsk", "phone": "+79161234567", "messenger": "telegram", "form_of_address": "formal",
                 "quiet_hours": {"mon": [["22:00", "08:00"], ["13:00", "14:00"]]}}""").wishes())
                .isEqualTo(Map.of(Wish.ZONE, Optional.of("Asia/Omsk"), Wish.PHONE, Optional.of("+79161234567"),
                        Wish.MESSENGER, Optional.of("telegram"), Wish.FORM_OF_ADDRESS, Optional.of("formal"),
                        Wish.QUIET_HOURS, Optional.of("{\"mon\":[[\"22:00\",\"08:00\"],[\"13:00\",\"14:00\"]]}")));
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
            {"zone": "Mars/Olympus"}                 | zone
            {"phone": "12"}                          | phone
            {"messenger": "email"}                   | messenger
            {"form_of_address": "rude"}              | form_of_address
            {"quiet_hours": []}                      | quiet_hours
            {"quiet_hours": {"someday": []}}         | quiet_hours.someday
            {"quiet_hours": {"mon": {}}}             | quiet_hours.mon
            {"quiet_hours": {"mon": [["9", "10"]]}}  | quiet_hours.mon[0]
            {"quiet_hours": {"mon": [["22:00", "22:00"]]}} | quiet_hours.mon[0]
            {"quiet_hours": {"mon": [["24:00", "08:00"]]}} | quiet_hours.mon[0]
            {"quiet_hours": {"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:30", "24:00"]]}} | quiet_hours
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
