package contacthub.contact.identity;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses that mail can be sent to: RFC 5321 with RFC 6531 for other scripts, without comments, white space and
 * address literals, which are no customer's. In lower case, the domain in its ASCII form, quotes only where needed.
 */
final class Mailboxes {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST = 254;
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]+";
    private static final Pattern DOTTED = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[\\x20-\\x7E])*+)\"@(.*)");
    private static final Pattern LABELS = Pattern
            .compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMERIC_TOP = Pattern.compile("(?:.*\\.)?\\d+");

    private Mailboxes() {
    }

    static Finding examine(String value) {
        String mail = value.toLowerCase(Locale.ROOT);
        Matcher quoted = QUOTED.matcher(mail);
        if (quoted.matches()) {
            return examine(local(quoted.group(1)), quoted.group(2));
        }
        int at = mail.indexOf('@');
        if (at < 1 || !DOTTED.matcher(mail.substring(0, at)).matches()) {
            return Finding.invalid(at < 0 ? "has no @" : "has no name before the @ that mail could be sent to");
        }
        return examine(mail.substring(0, at), mail.substring(at + 1));
    }

    /** A quoted name as it is written shortest: without quotes where it needs none. */
    private static String local(String quoted) {
        String name = quoted.replaceAll("\\\\(.)", "$1");
        return DOTTED.matcher(name).matches() ? name : '"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"';
    }

    private static Finding examine(String local, String domain) {
        if (octets(local) > LONGEST_LOCAL) {
            return Finding.invalid("has more than " + LONGEST_LOCAL + " bytes before the @");
        }
        String ascii = ascii(domain);
        if (ascii == null || ascii.length() > LONGEST_DOMAIN || !LABELS.matcher(ascii).matches()
                || NUMERIC_TOP.matcher(ascii).matches()) {
            return Finding.invalid("has no domain after the @ that mail could be sent to");
        }
        String whole = local + '@' + ascii;
        return octets(whole) > LONGEST ? Finding.invalid("has more than " + LONGEST + " bytes") : Finding.valid(whole);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
