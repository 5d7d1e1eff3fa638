package contacthub.runtime.web;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which a caller changes only the version that was read (RFC 9110, 13.1.1). */
public final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private IfMatch() {
    }

    /** The version it names; nothing where any will do. A 400 problem where it is no ETag of ours. */
    public static OptionalLong version(String header) {
        if (header == null || header.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(header);
        if (!version.matches()) {
            throw Problem.invalid("If-Match", "must be the ETag of an earlier answer, such as \"3\"");
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }
}
