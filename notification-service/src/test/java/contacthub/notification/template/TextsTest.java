package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers read. */
class TextsTest {

    private static final Instant PROMISED = Instant.parse("2026-11-25T11:30:00Z");

    private final Texts texts = new Texts("ru");

    @Test
    void acknowledgesInRussian() {
        Text text = texts.render("acknowledgement", Locale.forLanguageTag("ru"), Map.of("name", "Ольга Петровна",
                "subject", "Не греет", "promised", promised("Europe/Moscow", "ru")));

        assertThat(text.subject()).isEqualTo("Re: Не греет");
        assertThat(text.body()).startsWith("Здравствуйте, Ольга Петровна!")
                .contains("Мы получили ваше обращение «Не греет»")
                .contains("Полный ответ дадим до 14:30 среды, 25 ноября 2026 года (часовой пояс: Моск");
    }

    @Test
    void acknowledgesInEnglish() {
        Map<String, String> data = new HashMap<>(Map.of("subject", "",
                "promised", promised("America/New_York", "en")));
        data.put("name", null);
        Text text = texts.render("acknowledgement", Locale.ENGLISH, data);

        assertThat(text.subject()).isEqualTo("We have received your message");
        assertThat(text.body()).startsWith("Hello,")
                .contains("our full answer by 06:30 on Wednesday, 25 November 2026 (Eastern ");
    }

    @Test
    void keepsSubjectOnOneShortLine() {
        Text text = texts.render("reply", Locale.ENGLISH,
                Map.of("subject", "a\r\nBcc: everybody@example.org\u0000" + "x".repeat(500), "text", "hello"));

        assertThat(text.subject()).startsWith("Re: a Bcc: everybody@example.org x").hasSize(200);
        assertThat(text.body()).isEqualTo("hello");
    }

    @Test
    void cutsNoCharacterInTwo() {
        Text text = texts.render("reply", Locale.ENGLISH,
                Map.of("subject", "x".repeat(194) + "😀".repeat(5), "text", "hello"));

        assertThat(text.subject()).isEqualTo("Re: " + "x".repeat(194) + "…");
    }

    @Test
    void quotesStrangersOnOneShortLineOnly() {
        Text text = texts.render("acknowledgement", Locale.ENGLISH, Map.of("name", "Buy\n\nnow",
                "subject", "cheap\r\n" + "x".repeat(50_000), "promised", promised("Europe/Moscow", "en")));

        assertThat(text.body()).startsWith("Hello Buy now,").contains("\"cheap x").hasSizeLessThan(600);
    }

    @Test
    void keepsLinesOfWhatOperatorWrote() {
        String written = "Hello,\n\n" + "long ".repeat(100) + "\nbye";
        assertThat(texts.render("reply", Locale.ENGLISH, Map.of("subject", "", "text", written)).body())
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({ "ru,ru", "ru-RU,ru", "en-GB,en", "de,ru", ",ru", "'not a tag',ru"})
    void writesInLanguageItKnows(String read, String written) {
        assertThat(texts.language(read).getLanguage()).isEqualTo(written);
    }

    @Test
    void refusesZoneThatDoesNotExist() {
        Assertions.assertThatThrownBy(() -> promised("Europe/Atlantis", "ru")).isInstanceOf(DateTimeException.class);
    }

    private static String promised(String zone, String language) {
        return PromisedTime.inWords(PROMISED, zone, Locale.forLanguageTag(language));
    }
}
