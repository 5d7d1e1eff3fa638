package contacthub.contact.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a yes to whether it is solved, and what is worth a person's reading. */
class AssentTest {

    @ParameterizedTest
    @ValueSource(strings = { "yes", "Yes!", "да", "Да.", "ДА, спасибо большое!", "Yes, thank you very much", "👍 да",
            "Да, всё решено", "Solved, thanks", "Да\n\n-- \nИван Петров\nдиректор"})
    void isGivenByYesAlone(String text) {
        assertThat(Assent.isGiven(text)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = { "no", "нет", "да нет", "Да, но чехол не тот", "yes?", "Решено?", "спасибо", "thank you",
            "👍",
            "Yes, and where is my invoice", "не решено", "-- \nда"})
    void isNotGivenByAnythingElse(String text) {
        assertThat(Assent.isGiven(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { 9, 100_000})
    void isNotGivenAtLength(int words) {
        assertThat(Assent.isGiven("да ".repeat(words))).isFalse();
    }
}
