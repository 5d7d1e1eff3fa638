package contacthub.runtime.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import io.quarkus.elytron.security.common.BcryptUtil;

/** Makes secrets and their hashes: bcrypt for what people choose, SHA-256 for keys, which are random and need no more. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {
    }

    /** 192 random bits, safe in a URL. */
    public static String random() {
        byte[] bits = new byte[24];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The stored form of a password. */
    public static String ofPassword(String password) {
        return BcryptUtil.bcryptHash(password);
    }

    /** The stored form of a key. */
    public static String ofKey(String key) {
        return HexFormat.of().formatHex(sha256(key));
    }

    static boolean passwordMatches(String password, String hash) {
        return BcryptUtil.matches(password, hash);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
