package contacthub.contact.imports;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;

/** What there is of imports: how each stands, what it refused, and its end before time. */
@ApplicationScoped
class Imports {

    private static final String LIST = """
            SELECT * FROM import WHERE (?::text IS NULL OR posted_by = ?) AND (?::uuid IS NULL OR id < ?)
            ORDER BY id DESC LIMIT ?""";
    private static final String FIND = "SELECT * FROM import WHERE id = ? AND (?::text IS NULL OR posted_by = ?)";
    private static final String ERRORS = """
            SELECT line, field, reason FROM import_error WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?""";
    private static final String CANCEL = """
            UPDATE import SET state = 'cancelled', changed_at = now(), finished_at = now()
            WHERE id = ? AND state IN ('receiving', 'running')""";

    private final Transactions transactions;

    Imports(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Imports, newest first, from the one after this id on. */
    List<Import> list(Optional<String> postedBy, Optional<UUID> after, int most) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setString(1, postedBy.orElse(null));
                select.setString(2, postedBy.orElse(null));
                select.setObject(3, after.orElse(null));
                select.setObject(4, after.orElse(null));
                select.setInt(5, most);
                List<Import> imports = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        imports.add(Import.of(row));
                    }
                }
                return imports;
            }
        });
    }

    /** The import of this id, as far as it was posted by whom it must be. */
    Optional<Import> find(UUID id, Optional<String> postedBy) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setObject(1, id);
                select.setString(2, postedBy.orElse(null));
                select.setString(3, postedBy.orElse(null));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(Import.of(row)) : Optional.<Import>empty();
                }
            }
        });
    }

    /** The lines it refused, in the order of the file, from behind this line on. */
    List<RefusedLine> errors(UUID id, long after, int most) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ERRORS)) {
                select.setObject(1, id);
                select.setLong(2, after);
                select.setInt(3, most);
                return refused(select);
            }
        });
    }

    private static List<RefusedLine> refused(PreparedStatement select) throws SQLException {
        List<RefusedLine> refused = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                refused.add(new RefusedLine(row.getLong("line"), row.getString("field"), row.getString("reason")));
            }
        }
        return refused;
    }

    /** Ends it where it stands; what it has taken in stays. Answers whether there was anything to end. */
    boolean cancel(UUID id) {
        return transactions.inOne(connection -> {
            try (PreparedStatement update = connection.prepareStatement(CANCEL)) {
                update.setObject(1, id);
                return update.executeUpdate() == 1;
            }
        });
    }
}
