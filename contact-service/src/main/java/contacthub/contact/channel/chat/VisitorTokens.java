package contacthub.contact.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.sql.Transactions;

/**
 * Signs visitors' ids (HMAC-SHA256, RFC 2104), so that nobody takes another's by guessing. The key is in the database:
 * the same on all instances and after every restart; it is read at start, so chat goes on while the database is away.
 */
@ApplicationScoped
class VisitorTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int ID_LENGTH = 36;
    private static final String MAKE = "INSERT INTO chat_key (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String READ = "SELECT secret FROM chat_key";

    private final Transactions transactions;
    private volatile SecretKeySpec key;

    VisitorTokens(Transactions transactions) {
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        transactions.inNew(VisitorTokens::make);
        key = new SecretKeySpec(transactions.inNew(VisitorTokens::read), ALGORITHM);
    }

    private static int make(Connection connection) throws SQLException {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        try (PreparedStatement insert = connection.prepareStatement(MAKE)) {
            insert.setBytes(1, secret);
            return insert.executeUpdate();
        }
    }

    private static byte[] read(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet found = select.executeQuery(READ)) {
            found.next();
            return found.getBytes(1);
        }
    }

    /** What a visitor shows next time to be the same one again. */
    String of(String account, UUID visitor) {
        return visitor + "." + signature(account, visitor.toString());
    }

    /** The visitor of a token that we gave to this account's page; nothing for any other. */
    Optional<UUID> visitor(String account, String token) {
        if (token.length() <= ID_LENGTH || token.charAt(ID_LENGTH) != '.') {
            return Optional.empty();
        }
        String id = token.substring(0, ID_LENGTH);
        String claimed = token.substring(ID_LENGTH + 1);
        return MessageDigest.isEqual(signature(account, id).getBytes(UTF_8), claimed.getBytes(UTF_8))
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    private String signature(String account, String visitor) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal((account + "/" + visitor).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
