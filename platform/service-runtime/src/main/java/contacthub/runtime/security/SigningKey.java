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

    private SigningKey(byte[] secret) {
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

    /** The signature of a text, safe in a URL. */
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether that is our signature of this text; it takes as long whether it is or not. */
    public boolean signed(String text, String signature) {
        return MessageDigest.isEqual(sign(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }
}
