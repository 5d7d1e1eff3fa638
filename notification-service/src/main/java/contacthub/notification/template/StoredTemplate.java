package contacthub.notification.template;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A template as it stands.
 *
 * @param latest the newest version; 0 while there is none but what ships
 * @param published the version in use, of those that were written; nothing where none is
 * @param highest the highest version that was ever in use: the newest is a draft above it
 * @param edits how often anything of it changed
 */
record StoredTemplate(TemplateKey key, int latest, Integer published, int highest, long edits) {

    static StoredTemplate of(ResultSet row) throws SQLException {
        return new StoredTemplate(TemplateKey.parse(row.getString("path")), row.getInt("latest"),
                (Integer) row.getObject("published"), row.getInt("highest"), row.getLong("edits"));
    }

    /** One that nobody has written a version of. */
    static StoredTemplate shipped(TemplateKey key) {
        return new StoredTemplate(key, 0, null, 0, 0);
    }

    boolean hasDraft() {
        return latest > highest;
    }

    StoredTemplate written() {
        return new StoredTemplate(key, latest + 1, published, highest, edits + 1);
    }

    /** With this version in use, or none. */
    StoredTemplate using(Integer version) {
        return new StoredTemplate(key, latest, version, version == null ? highest : Math.max(highest, version),
                edits + 1);
    }
}
