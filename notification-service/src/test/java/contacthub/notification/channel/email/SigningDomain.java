package contacthub.notification.channel.email;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A domain whose letters are signed (DKIM), with a key made for this run. What its DNS would say is kept in a system
 * property: Quarkus loads test classes more than once.
 */
public final class SigningDomain implements QuarkusTestResourceLifecycleManager {

    static final String DOMAIN = "mail.example";
    static final String SELECTOR = "hub";
    private static final String RECORD = "contacthub.testkit.dkim.record";
    private static final int BITS = 2048;

    @Override
    public Map<String, String> start() {
        KeyPair pair = pair();
        System.setProperty(RECORD, "v=DKIM1; k=rsa; p=" + base64(pair.getPublic().getEncoded()));
        return Map.of("quarkus.mailer.dkim.enabled", "true", "quarkus.mailer.dkim.sdid", DOMAIN,
                "quarkus.mailer.dkim.selector", SELECTOR, "quarkus.mailer.dkim.private-key",
                base64(pair.getPrivate().getEncoded()));
    }

    @Override
    public void stop() {
        System.clearProperty(RECORD);
    }

    /** The TXT record of the selector (RFC 6376, 3.6.1). */
    static String record() {
        return System.getProperty(RECORD);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(BITS);
            return keys.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
