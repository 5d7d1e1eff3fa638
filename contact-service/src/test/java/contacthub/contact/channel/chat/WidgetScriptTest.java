package contacthub.contact.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the script must never become; what it does is tried in a browser, by ChatBrowserIT. */
class WidgetScriptTest {

    private static final int MOST_BYTES = 15_000;

    private final byte[] script = WidgetResource.read("/chat/widget.js");

    @Test
    void isSmallEvenWithoutCompression() {
        assertThat(script.length).isLessThan(MOST_BYTES);
    }

    /** Any of these would make markup or code of a text, or be refused by a strict Content-Security-Policy. */
    @Test
    void makesNeitherMarkupNorCodeOfTexts() {
        assertThat(new String(script, UTF_8)).doesNotContainPattern(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|\\bFunction\\(|srcdoc"
                        + "|setAttribute\\('(on|style)|createContextualFragment|DOMParser|import\\(|\\.src ?=");
    }
}
