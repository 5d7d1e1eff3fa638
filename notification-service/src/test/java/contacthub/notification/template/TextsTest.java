package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers read. */
class TextsTest {

    private static final Instant PROMISED = Instant.parse("2026-11-25T11:30:00Z");

    private final Texts texts = new Texts("ru", () -> new Wordings(List.of()));

    @Test
    void acknowledgesInRussian() {
        Text text = texts.render(key("acknowledgement", "ru"), new Addressee("Ольга Петровна", false),
                Map.of("subject", "Не греет", "promised", promised("Europe/Moscow", "ru")));

        assertThat(text.subject()).isEqualTo("Re: Не греет");
        assertThat(text.body()).startsWith("Здравствуйте, Ольга Петровна!")
                .contains("Мы получили ваше обращение «Не греет»")
                .contains("Полный ответ дадим до 14:30 среды, 25 ноября 2026 года (часовой пояс: Моск");
    }

    @Test
    void acknowledgesInEnglish() {
        Map<String, String> data = new HashMap<>(Map.of("subject", "",
                "promised", promised("America/New_York", "en")));
        data.put("signature", null);
        Text text = texts.render(key("acknowledgement", "en"), Addressee.UNKNOWN, data);

        assertThat(text.subject()).isEqualTo("We have received your message");
        assertThat(text.body()).startsWith("Hello,")
                .contains("our full answer by 06:30 on Wednesday, 25 November 2026 (Eastern ");
    }

    @Test
    void keepsSubjectOnOneShortLine() {
        Text text = texts.render(key("reply", "en"), Addressee.UNKNOWN,
                Map.of("subject", "a\r\nBcc: everybody@example.org\u0000" + "x".repeat(500), "text", "hello"));

        assertThat(text.subject()).startsWith("Re: a Bcc: everybody@example.org x").hasSize(200);
        assertThat(text.body()).isEqualTo("hello");
    }

    @Test
    void cutsNoCharacterInTwo() {
        Text text = texts.render(key("reply", "en"), Addressee.UNKNOWN,
                Map.of("subject", "x".repeat(194) + "😀".repeat(5), "text", "hello"));

        assertThat(text.subject()).isEqualTo("Re: " + "x".repeat(194) + "…");
    }

    @Test
    void quotesStrangersOnOneShortLineOnly() {
        Text text = texts.render(key("acknowledgement", "en"), new Addressee("Buy\n\nnow", false),
                Map.of("subject", "cheap\r\n" + "x".repeat(50_000), "promised", promised("Europe/Moscow", "en")));

        assertThat(text.body()).startsWith("Hello Buy now,").contains("\"cheap x").hasSizeLessThan(600);
    }

    @Test
    void keepsLinesOfWhatOperatorWrote() {
        String written = "Hello,\n\n" + "long ".repeat(100) + "\nbye";
        assertThat(texts.render(key("reply", "en"), Addressee.UNKNOWN, Map.of("subject", "", "text", written)).body())
                .isEqualTo(written);
    }

    @Test
    void saysWhichVersionItIs() {
        assertThat(texts.render(key("reply", "en"), Addressee.UNKNOWN, Map.of("text", "hello")).template())
                .isEqualTo("reply/any/any/en@0");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            service,   telegram, ru, reply/service/telegram/ru@1
            service,   vk,       ru, reply/service/messenger/ru@2
            service,   email,    ru, reply/service/any/ru@3
            complaint, telegram, ru, reply/any/messenger/ru@4
            complaint, sms,      ru, reply/any/sms/ru@5
            complaint, email,    ru, reply/any/any/ru@0
            service,   telegram, en, reply/any/any/en@0
            """)
    void usesWhatIsMostSpecific(String category, String channel, String language, String template) {
        Wordings wordings = new Wordings(List.of(version("service", "telegram", 1), version("service", "messenger", 2),
                version("service", "any", 3), version("any", "messenger", 4), version("any", "sms", 5)));
        assertThat(new Texts("ru", () -> wordings)
                .render(new TemplateKey("reply", category, channel, language), Addressee.UNKNOWN, Map.of("text", "x"))
                .template()).isEqualTo(template);
    }

    private static Version version(String category, String channel, int number) {
        return new Version(new TemplateKey("reply", category, channel, "ru"), number, "", "{text}", Instant.EPOCH, "o");
    }

    @Test
    void passesOverWhatCannotBeUsed() {
        var key = key("reply", "ru");
        Wordings wordings = new Wordings(List.of(new Version(key, 1, "", "{#each}", Instant.EPOCH, "olga"),
                new Version(new TemplateKey("reply", "service", "any", "ru"), 2, "", "{text}{text}", Instant.EPOCH,
                        "o")));
        Texts some = new Texts("ru", () -> wordings);

        assertThat(some.render(key, Addressee.UNKNOWN, Map.of("text", "x")).template())
                .isEqualTo("reply/service/any/ru@2");
        assertThat(some.render(key, Addressee.UNKNOWN, Map.of("text", "x".repeat(60_000))).template())
                .isEqualTo("reply/any/any/ru@0");
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

    private static TemplateKey key(String name, String language) {
        return new TemplateKey(name, "service", "email", language);
    }

    private static String promised(String zone, String language) {
        return PromisedTime.inWords(PROMISED, zone, Locale.forLanguageTag(language));
    }
}
