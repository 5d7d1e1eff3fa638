package contacthub.contact.channel.mail;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what somebody newly wrote in a letter: without the letters it quotes and without its signature, in the styles of
 * Gmail, Outlook, Apple, Thunderbird, Yandex and Mail.ru, in Russian and English.
 */
final class Written {

    private static final int LONGEST_LINE = 400;
    private static final int MOST_ATTRIBUTION_LINES = 3;

    /** On Mon, 1 Jan 2024 at 12:30, Ann wrote: · 1 янв. 2024 г., в 12:30, Анна <a@b.ru> написал(а): */
    private static final Pattern VERB = Pattern.compile("(?iu)\\b(?:wrote|writes|schrieb|a écrit|escribió)\\b"
            + "|(?:на)?писал(?:а|\\(а\\)|и)?\\b|пишет");
    private static final Pattern MOMENT = Pattern.compile("\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}[:.]\\d{2}\\b");
    private static final Pattern WHO = Pattern.compile("[^\\s<>]{1,64}@[^\\s<>]{1,255}");
    private static final Pattern ENDS = Pattern.compile("[:：]\\s*$");
    private static final Pattern BAR = Pattern.compile("(?iu)\\s*[-_=*]{2,}\\s*(?:original (?:message|appointment)"
            + "|reply message|forwarded message|пересылаемое (?:сообщение|письмо)|исходное (?:сообщение|письмо)"
            + "|начало переадресованного сообщения|ursprüngliche nachricht|message d'origine)\\s*[-_=*]{2,}.*");
    private static final Pattern FORWARDED = Pattern
            .compile("(?iu)\\s*(?:begin forwarded message|начало переадресованного сообщения)\\s*:\\s*");
    private static final Pattern FROM = Pattern.compile("(?iu)\\s*\\**(?:from|от|от кого|von|de)\\s*:\\**\\s.*\\S.*");
    private static final Pattern SENT = Pattern
            .compile("(?iu)\\s*\\**(?:sent|date|отправлено|дата|gesendet|datum|envoyé)\\s*:\\**\\s.*");
    private static final Pattern TO = Pattern
            .compile("(?iu)\\s*\\**(?:to|subject|кому|тема|an|betreff|à|objet)\\s*:\\**\\s?.*");
    private static final Pattern RULE = Pattern.compile("\\s*[_-]{5,}\\s*");
    private static final Pattern SIGNATURE = Pattern.compile("(?iu)\\s*(?:--\\s*|—\\s*|__\\s*"
            + "|sent from (?:my|a) [^,.!?]{1,50}|sent via .{0,60}|get outlook for .{0,40}"
            + "|отправлено (?:с|из|от) .{0,80}|написано с .{0,60})");
    private static final Pattern LIST_FOOTER = Pattern.compile("_{30,}\\s*");

    private final List<String> lines;

    private Written(String text) {
        this.lines = text.lines().toList();
    }

    /** What is new in this text; the whole of it where nothing else is left, as in a forwarded letter. */
    static String newly(String text) {
        String found = new Written(text).found().strip();
        return found.isEmpty() ? text : found;
    }

    private String found() {
        StringBuilder kept = new StringBuilder();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            if (endsAll(i)) {
                break;
            }
            int attribution = isQuoted(line) ? 0 : attribution(i);
            if (attribution > 0) {
                i += attribution;
                if (!quotedFrom(i)) {
                    break;
                }
            } else {
                if (!isQuoted(line)) {
                    kept.append(line).append('\n');
                }
                i++;
            }
        }
        String unsigned = withoutSignature(kept.toString());
        return unsigned.isBlank() ? kept.toString() : unsigned;
    }

    private static boolean isQuoted(String line) {
        return line.startsWith(">") || line.stripLeading().startsWith(">") && line.length() - line.stripLeading()
                .length() <= 2;
    }

    /** Outlook puts the whole letter it answers below, unmarked, behind a bar or its header fields. */
    private boolean endsAll(int at) {
        String line = bounded(lines.get(at));
        return BAR.matcher(line).matches() || FORWARDED.matcher(line).matches() || headerBlock(at)
                || RULE.matcher(line).matches() && headerBlock(nextWritten(at + 1));
    }

    private boolean headerBlock(int at) {
        if (at >= lines.size() || !FROM.matcher(bounded(lines.get(at))).matches()) {
            return false;
        }
        List<String> next = lines.subList(at + 1, Math.min(lines.size(), at + 6));
        return next.stream().map(Written::bounded).anyMatch(line -> SENT.matcher(line).matches())
                && next.stream().map(Written::bounded).anyMatch(line -> TO.matcher(line).matches());
    }

    private int nextWritten(int at) {
        int next = at;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next;
    }

    /** How many lines from here introduce a quotation; none when they do not. */
    private int attribution(int at) {
        StringBuilder joined = new StringBuilder();
        for (int i = at; i < Math.min(lines.size(), at + MOST_ATTRIBUTION_LINES); i++) {
            String line = lines.get(i);
            if (line.isBlank() || isQuoted(line) || line.length() > LONGEST_LINE) {
                return 0;
            }
            joined.append(line.strip()).append(' ');
            String whole = joined.toString();
            if (ENDS.matcher(whole).find()) {
                return introduces(whole, i + 1) ? i + 1 - at : 0;
            }
        }
        return 0;
    }

    private boolean introduces(String whole, int next) {
        boolean moment = MOMENT.matcher(whole).find();
        boolean verb = VERB.matcher(whole).find();
        boolean who = WHO.matcher(whole).find();
        return verb && (moment || who) || moment && who || verb && quotedFrom(next);
    }

    private boolean quotedFrom(int at) {
        int next = nextWritten(at);
        return next < lines.size() && isQuoted(lines.get(next));
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    private static String withoutSignature(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = bounded(lines.get(i));
            if (LIST_FOOTER.matcher(line).matches() || SIGNATURE.matcher(line).matches()) {
                return lines.stream().limit(i).collect(Collectors.joining("\n"));
            }
        }
        return text;
    }
}
