package contacthub.contact.channel.twilio;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import contacthub.contact.channel.Signatures;

/**
 * Twilio's signature: over the URL and the form's fields sorted by name, or, where the body is no form, over the URL with
 * the body's digest in it. Whether the URL names its scheme's own port depends on who asked, so it may or may not.
 */
final class TwilioSignature {

    private static final Pattern BODY_DIGEST = Pattern.compile("[?&]bodySHA256=([^&]*)");
    private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80);

    private TwilioSignature() {
    }

    /** Whether Twilio signed a request with this form; {@code fields} is empty for another body. */
    static boolean isRight(String token, String url, SortedMap<String, List<String>> fields, byte[] body,
            String signature) {
        Matcher digest = BODY_DIGEST.matcher(url);
        if (digest.find()
                && !(fields.isEmpty() && Signatures.equal(Signatures.digest(body), digest.group(1)))) {
            return false;
        }
        var text = new StringBuilder();
        fields.forEach((name, values) -> new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
        return spellings(url).anyMatch(one -> Signatures.equal(Signatures.sha1(token, one + text), signature));
    }

    private static Stream<String> spellings(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Stream.of(url);
        }
        Integer port = uri.getScheme() == null ? null : PORTS.get(uri.getScheme());
        if (port == null || uri.getHost() == null || uri.getPort() != -1 && uri.getPort() != port) {
            return Stream.of(url);
        }
        String bare = uri.getRawAuthority().replaceFirst(":\\d*$", "");
        return Stream.of(bare, bare + ":" + port)
                .map(authority -> url.replaceFirst("//[^/?#]*", Matcher.quoteReplacement("//" + authority)));
    }
}
