package contacthub.contact.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of files as strangers choose them, made harmless: no path, nothing that shows another name than is saved,
 * nothing a file system takes for something else (RFC 6266, 4.3).
 */
public final class FileName {

    private static final int LONGEST = 150;
    private static final int LONGEST_ENDING = 16;
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    /** Line ends, marks that turn the direction of writing, characters of no width. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern SPECIAL = Pattern.compile("[<>:\"|?*%;]");
    private static final Pattern EDGES = Pattern.compile("^[\\s.~-]++|[\\s.]++$");
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    private FileName() {
    }

    /** The name to show and save under, null where nothing is left of it. */
    public static String harmless(String given) {
        if (given == null) {
            return null;
        }
        String bare = UNSEEN.matcher(PATH.matcher(given).replaceFirst("")).replaceAll("");
        String name = EDGES.matcher(SPECIAL.matcher(bare).replaceAll("_")).replaceAll("");
        return name.isEmpty() ? null : cut(DEVICE.matcher(name).matches() ? "_" + name : name);
    }

    /** The end of a name says what it is, so the middle goes. */
    private static String cut(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - ending.length())) + ending;
    }

    /** {@code Content-Disposition} for saving under this name (RFC 6266, RFC 8187). */
    static String disposition(String name) {
        String known = name == null ? "attachment" : name;
        String plain = StandardCharsets.US_ASCII.newEncoder().canEncode(known)
                ? known
                : known.replaceAll("[^\\x20-\\x7e]", "_");
        return "attachment; filename=\"" + plain.replaceAll("[\"\\\\]", "_") + "\"; filename*=UTF-8''" + escaped(known);
    }

    private static String escaped(String name) {
        var escaped = new StringBuilder();
        for (byte one : name.getBytes(UTF_8)) {
            boolean plain = one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z'
                    || one == '.' || one == '-' || one == '_';
            escaped.append(plain ? Character.toString(one) : "%%%02X".formatted(one & 0xff));
        }
        return escaped.toString();
    }
}
