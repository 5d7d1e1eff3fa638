package contacthub.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One person of each role and one integration that may sign in, told to the services as contact-service tells it: as
 * facts on the compacted topic of accounts, hashes only.
 */
public enum TestAccounts {
    OPERATOR("user", "operator-password", "$2a$04$C9AfOMdK9bvdSf5SQrh5Aue5QzZb40TJiGS4ze9lNbB6EGQb2iMru"), SUPERVISOR(
            "user", "supervisor-password",
            "$2a$04$jf0nmYf5Cnyezlx/ZnzxwOc921VjXwjVTMHE05YK//PFvfkawfNhK"), ADMINISTRATOR("user", "admin-password",
                    "$2a$04$XEMJrme6v6tatnnfX7v.NeufSp2sLY/qaTreUPTXbzR78fiwdg1FG"), INTEGRATION("key",
                            "integration-key-for-tests", sha256("integration-key-for-tests"));

    private static final String TOPIC = "hub-accounts";

    private final String kind;
    private final String secret;
    private final String hash;

    TestAccounts(String kind, String secret, String hash) {
        this.kind = kind;
        this.secret = secret;
        this.hash = hash;
    }

    /** The name to sign in with, which is also the role. */
    public String user() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The password, or the key of the integration. */
    public String secret() {
        return secret;
    }

    /** Tells all of them; the services know them shortly after. */
    public static void publish() {
        try (KafkaProbe probe = KafkaProbe.open()) {
            List.of(values()).forEach(account -> account.publish(probe));
        }
    }

    private void publish(KafkaProbe probe) {
        String account = UUID.nameUUIDFromBytes(name().getBytes(StandardCharsets.UTF_8)).toString();
        String data = """
                {"account":"%s","kind":"%s","name":"%s","hash":"%s","roles":["%s"],"disabled":false,"version":1}"""
                .formatted(account, kind, user(), hash, user());
        probe.send(TOPIC, account, data, Map.of("ce_specversion", "1.0", "ce_id", "test-account-" + user(),
                "ce_source", "/testkit", "ce_type", "contacthub.account.changed.v1", "ce_time", "2026-01-01T00:00:00Z",
                "ce_subject", account, "content-type", "application/json"));
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
