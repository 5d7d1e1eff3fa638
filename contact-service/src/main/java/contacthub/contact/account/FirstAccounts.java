package contacthub.contact.account;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.security.Roles;
import contacthub.runtime.security.Secrets;
import contacthub.runtime.sql.Transactions;

/**
 * Makes the first administrator and the first key, with generated secrets, and leaves them in a file only its owner can
 * read. Does nothing once there is an account. Of instances that start at once on an empty database one makes them.
 */
@ApplicationScoped
class FirstAccounts {

    private static final Logger LOG = Logger.getLogger(FirstAccounts.class);

    /** Whoever is second waits here until the first is done. */
    private static final String BEGIN = "INSERT INTO first_accounts (id) VALUES (1) ON CONFLICT DO NOTHING";

    private final Accounts accounts;
    private final Transactions transactions;
    private final Path file;

    FirstAccounts(Accounts accounts, Transactions transactions,
            @ConfigProperty(name = "hub.credentials.file") Path file) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.file = file;
    }

    @Transactional
    void start(@Observes StartupEvent started) throws IOException {
        if (Account.count() > 0 || !begins()) {
            return;
        }
        Properties credentials = Files.exists(file) ? read() : write();
        accounts.addUser(credentials.getProperty("admin.user"), credentials.getProperty("admin.password"),
                List.of(Roles.ADMINISTRATOR, Roles.SUPERVISOR, Roles.OPERATOR));
        accounts.addKey("first", credentials.getProperty("integration.key"));
        LOG.infof("the first administrator and integration key are in %s", file.toAbsolutePath());
    }

    private boolean begins() {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                return insert.executeUpdate() == 1;
            }
        });
    }

    private Properties read() throws IOException {
        var credentials = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            credentials.load(reader);
        }
        for (String name : List.of("admin.user", "admin.password", "integration.key")) {
            if (credentials.getProperty(name, "").isBlank()) {
                throw new UncheckedIOException(new IOException(file + " has no " + name));
            }
        }
        return credentials;
    }

    private Properties write() throws IOException {
        var credentials = new Properties();
        credentials.setProperty("admin.user", "admin");
        credentials.setProperty("admin.password", Secrets.random());
        credentials.setProperty("integration.key", Secrets.random());
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.createFile(file, ownerOnly());
        Files.write(file, List.of("# The first administrator and integration key of this hub.",
                "integration.key=" + credentials.getProperty("integration.key"),
                "admin.user=" + credentials.getProperty("admin.user"),
                "admin.password=" + credentials.getProperty("admin.password")));
        return credentials;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
