package contacthub.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;

/** The HTML of a letter says what its text says, and nothing in the text becomes more than words and links. */
class HtmlPartTest {

    private static final Set<String> ELEMENTS = Set.of("#root", "html", "head", "meta", "title", "body", "p", "br",
            "a");

    @Test
    void keepsParagraphsAndLines() {
        Document page = Jsoup.parse(HtmlPart.of("Здравствуйте!\r\n\r\nОдин\nДва\n\n\n\nКонец", "ru"));

        assertThat(page.select("p").eachText()).containsExactly("Здравствуйте!", "Один Два", "Конец");
        assertThat(page.select("br")).hasSize(1);
        assertThat(page.select("html").attr("lang")).isEqualTo("ru");
        assertThat(page.charset().name()).isEqualTo("UTF-8");
    }

    @Test
    void saysNoLanguageThatNobodyKnows() {
        assertThat(Jsoup.parse(HtmlPart.of("12:30", "")).select("html").hasAttr("lang")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "see https://shop.example/a?b=1&c=2. | https://shop.example/a?b=1&c=2",
            "(http://shop.example/x) | http://shop.example/x",
            "HTTPS://Shop.Example | HTTPS://Shop.Example", "«https://shop.example/» | https://shop.example/"})
    void letsLinksBeFollowed(String text, String link) {
        Document page = Jsoup.parse(HtmlPart.of(text, "en"));
        assertThat(page.select("a").eachAttr("href")).containsExactly(link);
        assertThat(page.select("p").text()).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "javascript:alert(1)", "data:text/html,x", "ftp://shop.example/",
            "https://bank.example@evil.example/", "https://", "https:///x", "xhttps://shop.example",
            "<a href='https://x'>", "mailto:a@b.c", "file:///etc/passwd"})
    void letsNothingElseBeFollowed(String text) {
        Document page = Jsoup.parse(HtmlPart.of(text, "en"));
        assertThat(page.select("a").eachAttr("href")).noneMatch(link -> !link.equals("https://x"));
        assertThat(page.body().text()).isEqualTo(text);
    }

    @Property
    void saysTheSameWordsWhateverTheyAre(@ForAll @Chars({ '<', '>', '&', '"', '\'', '/', ':', '\n', '\r', ' ', '=',
            'h', 't', 'p', 's', '.', '#', ';', '`', '\u00a0', '\u202e'}) @CharRange(from = 'а', to = 'я') String text) {
        Document page = Jsoup.parse(HtmlPart.of("x " + text + " https://x.y/" + text, "\"><script>"));

        assertThat(page.body().text().replaceAll("\\s", ""))
                .isEqualTo(("x " + text + " https://x.y/" + text).replaceAll("[\\s\u00a0]", ""));
        assertThat(page.getAllElements()).extracting(Element::tagName).allMatch(ELEMENTS::contains);
        assertThat(page.select("a").eachAttr("href")).allMatch(link -> link.matches("https?://.+"));
        assertThat(page.select("p, br, a").stream().flatMap(one -> one.attributes().asList().stream()))
                .allMatch(attribute -> attribute.getKey().equals("href"));
    }
}
