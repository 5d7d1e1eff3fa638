package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed digests by which vendors sign, and comparison that takes as long for a near miss as for a far one. */
public final class Signatures {

    private Signatures() {
    }

    /** HMAC-SHA256 in lower case hexadecimal. */
    public static String hex(String secret, byte[]... parts) {
        return HexFormat.of().formatHex(hmac("HmacSHA256", secret.getBytes(UTF_8), parts));
    }

    /** HMAC-SHA256 in Base64. */
    public static String base64(byte[] secret, byte[]... parts) {
        return Base64.getEncoder().encodeToString(hmac("HmacSHA256", secret, parts));
    }

    /** HMAC-SHA1 in Base64, as Twilio signs. */
    public static String sha1(String secret, String text) {
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret.getBytes(UTF_8), text.getBytes(UTF_8)));
    }

    /** Whether the vendor gave what we expected; nothing is never equal, so that an empty setting opens no door. */
    public static boolean equal(String expected, String given) {
        return expected != null && !expected.isEmpty() && given != null
                && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** SHA-256 of a body in lower case hexadecimal. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
