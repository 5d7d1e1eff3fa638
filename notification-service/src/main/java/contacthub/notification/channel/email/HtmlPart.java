package contacthub.notification.channel.email;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.text.StringEscapeUtils;

/**
 * The same words as the text of a letter, as HTML for programs that show it: paragraphs, and links that can be followed.
 * It loads nothing, runs nothing and says nothing else.
 */
final class HtmlPart {

    private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"'`\\\\^{|}\\p{Cntrl}\\p{Cf}]+");
    /** What ends a sentence or closes a bracket is rarely the end of a link. */
    private static final Pattern BEHIND = Pattern.compile("[.,:;!?)\\]»”’…]+$");

    private HtmlPart() {
    }

    /**
     * The page of a text.
     *
     * @param language of the text (BCP 47), empty where nobody can tell
     */
    static String of(String text, String language) {
        String body = Arrays.stream(text.replace("\r\n", "\n").replace('\r', '\n').split("\n{2,}"))
                .filter(paragraph -> !paragraph.isBlank()).map(HtmlPart::paragraph)
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html%s>
                <head><meta charset="UTF-8"><title></title></head>
                <body style="font-family: sans-serif; line-height: 1.5">
                %s
                </body>
                </html>
                """.formatted(language.isEmpty() ? "" : " lang=\"" + escaped(language) + "\"", body);
    }

    private static String paragraph(String text) {
        return "<p>" + text.strip().lines().map(HtmlPart::line).collect(Collectors.joining("<br>\n")) + "</p>";
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        int end = 0;
        for (MatchResult found : LINK.matcher(text).results().toList()) {
            String link = link(found.group());
            line.append(escaped(text.substring(end, found.start()))).append(anchor(link));
            end = found.start() + link.length();
        }
        return line.append(escaped(text.substring(end))).toString();
    }

    private static String link(String found) {
        Matcher behind = BEHIND.matcher(found);
        return behind.find() ? found.substring(0, behind.start()) : found;
    }

    private static String anchor(String link) {
        String shown = escaped(link);
        return leadsSomewhere(link) ? "<a href=\"" + shown + "\">" + shown + "</a>" : shown;
    }

    /** What shows one host and leads to another, by a user's name before it, is no link of ours. */
    private static boolean leadsSomewhere(String link) {
        try {
            URI uri = URI.create(link.toLowerCase(Locale.ROOT));
            return uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}
