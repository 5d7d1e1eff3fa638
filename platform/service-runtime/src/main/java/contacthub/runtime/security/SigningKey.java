package contacthub.runtime.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs ids that are given out (HMAC-SHA256, RFC 2104), so that nobody takes another's by guessing. The key is in the
 * database: the same on all instances and after every restart.
 */
public final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec secret;

    SigningKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The key in this table of one row {@code (id, secret)}, made where there is none yet. */
    public static SigningKey of(Connection connection, String table) throws SQLException {
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO " + table + " (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING");
                PreparedStatement select = connection.prepareStatement("SELECT secret FROM " + table)) {
            insert.setBytes(1, made);
            insert.executeUpdate();
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return new SigningKey(found.getBytes(1));
            }
        }
    }

    /**
     * A text that is given out together with our signature of it, safe in a URL where the text is.
     *
     * @param scope what it is for; a token of one scope opens nothing in another
     */
    public String seal(String scope, String text) {
        return text + "." + sign(scope + text);
    }

    /** The text of a token that we gave out for this scope; nothing for any other. */
    public Optional<String> open(String scope, String token) {
        int dot = token.lastIndexOf('.');
        return dot > 0 && signed(scope + token.substring(0, dot), token.substring(dot + 1))
                ? Optional.of(token.substring(0, dot))
                : Optional.empty();
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether that is our signature of this text; it takes as long whether it is or not. */
    private boolean signed(String text, String signature) {
        return MessageDigest.isEqual(sign(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }
}
