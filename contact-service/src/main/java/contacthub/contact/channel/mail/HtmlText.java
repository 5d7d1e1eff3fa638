package contacthub.contact.channel.mail;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of an HTML letter with its paragraphs and quotations; nothing is ever rendered or fetched. */
final class HtmlText {

    private static final Set<String> UNSEEN = Set.of("head", "script", "style", "title", "template", "noscript");
    private static final Set<String> BLOCKS = Set.of("p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3",
            "h4",
            "h5", "h6", "pre", "hr", "blockquote", "section", "article", "address", "center", "dd", "dt");
    private static final int DEEPEST_QUOTE = 5;

    private HtmlText() {
    }

    /** The text of this HTML, quotations marked by {@code >} as in plain letters. */
    static String of(String html) {
        var writer = new Writer();
        Jsoup.parse(html).traverse(writer);
        return writer.text.toString().replace('\u00a0', ' ').lines().map(String::stripTrailing)
                .collect(Collectors.joining("\n")).replaceAll("\n{3,}", "\n\n").strip();
    }

    private static final class Writer implements NodeVisitor {

        final StringBuilder text = new StringBuilder();
        private int unseen;
        private int quotes;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                write(words);
            } else if (node instanceof Element element) {
                begin(element.normalName());
            }
        }

        private void begin(String name) {
            unseen += UNSEEN.contains(name) ? 1 : 0;
            if (name.equals("br")) {
                text.append('\n');
            } else if (BLOCKS.contains(name)) {
                newLine();
            }
            if (name.equals("blockquote")) {
                quotes++;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            String name = node.nodeName().toLowerCase(Locale.ROOT);
            unseen -= UNSEEN.contains(name) ? 1 : 0;
            quotes -= name.equals("blockquote") ? 1 : 0;
            if (BLOCKS.contains(name)) {
                newLine();
            }
            if (name.equals("p")) {
                text.append('\n');
            }
        }

        private void write(TextNode words) {
            String shown = isPreformatted(words) ? words.getWholeText() : words.text();
            if (unseen > 0 || shown.isBlank() && atLineStart()) {
                return;
            }
            if (atLineStart()) {
                text.append("> ".repeat(Math.min(quotes, DEEPEST_QUOTE)));
                shown = shown.stripLeading();
            }
            text.append(shown);
        }

        private static boolean isPreformatted(TextNode words) {
            return words.parent() instanceof Element parent && parent.normalName().equals("pre");
        }

        private boolean atLineStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }

        private void newLine() {
            if (!atLineStart()) {
                text.append('\n');
            }
        }
    }
}
