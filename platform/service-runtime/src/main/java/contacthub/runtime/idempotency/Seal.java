package contacthub.runtime.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes kept answers unreadable to all but who sends the key again: they can hold an API key or a customer's data, of
 * which the database has nothing in the clear. AES-GCM under a digest of client and key, which are not stored.
 */
final class Seal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec secret;

    private Seal(SecretKeySpec secret) {
        this.secret = secret;
    }

    static Seal of(String client, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("answer\0" + client + '\0' + key).getBytes(UTF_8));
            return new Seal(new SecretKeySpec(digest, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    byte[] close(byte[] open) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] closed = run(Cipher.ENCRYPT_MODE, nonce, open, 0);
        return ByteBuffer.allocate(NONCE_BYTES + closed.length).put(nonce).put(closed).array();
    }

    byte[] open(byte[] closed) {
        return run(Cipher.DECRYPT_MODE, closed, closed, NONCE_BYTES);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer cannot be sealed or opened", e);
        }
    }
}
