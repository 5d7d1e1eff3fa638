package contacthub.contact.attachment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * The files that came with contacts. They are kept before the contact itself is, under ids made of what they belong to,
 * so that a crash in between leaves nothing twice; what was taken away once is not kept again.
 */
@ApplicationScoped
public class Attachments {

    static final String PATH = "/api/v1/attachments";

    private static final String KNOWN = "SELECT id FROM attachment WHERE id = ANY (?)";
    /** The row is locked, known or not, so that nobody takes its bytes away before they are referred to. */
    private static final String CONTENT = """
            INSERT INTO attachment_content (digest, bytes) VALUES (?, ?)
            ON CONFLICT (digest) DO UPDATE SET stored_at = now()""";
    private static final String KEEP = """
            INSERT INTO attachment (id, entry_id, digest, sender, name, media_type, size)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String OF_ENTRIES = """
            SELECT id FROM attachment WHERE entry_id = ANY (?) AND digest IS NOT NULL""";
    private static final String OF_ADDRESSES = """
            SELECT f.id FROM timeline_entry e JOIN attachment f ON f.entry_id = e.id
            WHERE f.digest IS NOT NULL AND e.address_id = ANY (?)""";
    private static final String OF_SENDERS = "SELECT id FROM attachment WHERE digest IS NOT NULL AND sender = ANY (?)";
    private static final String LOCK = """
            SELECT digest FROM attachment_content
            WHERE digest IN (SELECT digest FROM attachment WHERE id = ANY (?)) ORDER BY digest FOR UPDATE""";
    private static final String EMPTY = """
            UPDATE attachment SET digest = NULL, sender = NULL, name = NULL
            WHERE id = ANY (?) AND digest IS NOT NULL""";
    private static final String DELETE = """
            DELETE FROM attachment_content c WHERE digest = ANY (?)
            AND NOT EXISTS (SELECT 1 FROM attachment f WHERE f.digest = c.digest)""";
    private static final String FIND = """
            SELECT f.name, f.media_type, c.bytes FROM attachment f JOIN attachment_content c ON c.digest = f.digest
            WHERE f.id = ?""";

    private final AttachmentLimits limits;
    private final Transactions transactions;

    Attachments(AttachmentLimits limits, Transactions transactions) {
        this.limits = limits;
        this.transactions = transactions;
    }

    /** Says of each file of an entry where it will be, or why it is not kept: the first that fit are. */
    public List<Filed> filed(UUID entry, List<Brought> files) {
        List<Filed> filed = new ArrayList<>(files.size());
        long left = limits.largestContact().asLongValue();
        for (Brought file : files) {
            String hindrance = file.flaw() != null ? file.flaw() : hindrance(file.bytes().length, left);
            left -= hindrance == null ? file.bytes().length : 0;
            filed.add(new Filed(Ids.named("attachment", entry.toString(), file.part()), file, hindrance));
        }
        return filed;
    }

    private String hindrance(long size, long left) {
        long largest = limits.largestFile().asLongValue();
        if (size > largest) {
            return "larger than " + largest + " bytes";
        }
        return size > left
                ? "the files of one contact are larger than " + limits.largestContact().asLongValue() + " bytes"
                : null;
    }

    /**
     * Keeps the bytes of those that are to be kept; again, it changes nothing.
     *
     * @param sender whose erasure takes them away even if the entry never comes to be; null where that is nobody
     */
    public void keep(UUID entry, String sender, List<Filed> files) {
        List<Filed> wanted = files.stream().filter(file -> file.notKept() == null).toList();
        if (wanted.isEmpty()) {
            return;
        }
        transactions.inNew(connection -> {
            Set<UUID> known = new HashSet<>(ids(connection, KNOWN, "uuid", wanted.stream().map(Filed::id).toList()));
            insert(connection, entry, sender, wanted.stream().filter(file -> !known.contains(file.id()))
                    .map(file -> new Row(file, digest(file.file().bytes()))).sorted().toList());
            return null;
        });
    }

    private record Row(Filed file, byte[] digest) implements Comparable<Row> {

        /** One order of locks for all. */
        @Override
        public int compareTo(Row other) {
            return Arrays.compareUnsigned(digest, other.digest);
        }
    }

    private static void insert(Connection connection, UUID entry, String sender, List<Row> rows) throws SQLException {
        try (PreparedStatement content = connection.prepareStatement(CONTENT)) {
            for (Row row : rows) {
                content.setBytes(1, row.digest);
                content.setBytes(2, row.file.file().bytes());
                content.executeUpdate();
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, rows).bind("uuid", row -> row.file.id()).bind("uuid", row -> entry)
                    .bind("bytea", Row::digest).bind("text", row -> sender)
                    .bind("text", row -> row.file.file().name()).bind("text", row -> row.file.file().mediaType())
                    .bind("int8", row -> (long) row.file.file().bytes().length);
            insert.executeUpdate();
        }
    }

    /** Takes the files of these entries away for good, in the transaction of this connection; answers how many. */
    public long forget(Connection connection, Collection<UUID> entries) throws SQLException {
        return empty(connection, ids(connection, OF_ENTRIES, "uuid", entries));
    }

    /** The same for all entries of these addresses. */
    public long forgetOfAddresses(Connection connection, Collection<UUID> addresses) throws SQLException {
        return empty(connection, ids(connection, OF_ADDRESSES, "uuid", addresses));
    }

    /** The same for files of these senders that are on no timeline yet, or never will be. */
    public long forgetOfSenders(Connection connection, Collection<String> senders) throws SQLException {
        return empty(connection, ids(connection, OF_SENDERS, "text", senders));
    }

    private static long empty(Connection connection, List<UUID> files) throws SQLException {
        if (files.isEmpty()) {
            return 0;
        }
        List<byte[]> digests = locked(connection, files);
        long emptied;
        try (PreparedStatement update = connection.prepareStatement(EMPTY)) {
            update.setArray(1, connection.createArrayOf("uuid", files.toArray()));
            emptied = update.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("bytea", digests.toArray(byte[][]::new)));
            delete.executeUpdate();
        }
        return emptied;
    }

    /** Whoever keeps the same bytes at this moment is waited for, and is seen by the statements that follow. */
    private static List<byte[]> locked(Connection connection, List<UUID> files) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(1, connection.createArrayOf("uuid", files.toArray()));
            List<byte[]> digests = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    digests.add(row.getBytes(1));
                }
            }
            return digests;
        }
    }

    Optional<KeptFile> find(UUID id) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new KeptFile(row.getString(1), row.getString(2), row.getBytes(3)))
                            : Optional.empty();
                }
            }
        });
    }

    private static List<UUID> ids(Connection connection, String sql, String type, Collection<?> of)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf(type, of.toArray()));
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
