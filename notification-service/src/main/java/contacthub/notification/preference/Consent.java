package contacthub.notification.preference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;

/** One row of a customer's consent ledger, written once and never changed. */
@Entity
@Table(name = "consent")
class Consent extends PanacheEntityBase {

    @Id
    UUID id;
    UUID customer;
    String purpose;
    String channel;
    String status;
    Instant givenAt;
    String wording;
    String source;
    String operator;

    /** Whether one of all who are one customer said this at that time. */
    static boolean isKnown(List<UUID> parts, RecordingConsent.Said said) {
        return count("customer IN ?1 AND purpose = ?2 AND channel = ?3 AND status = ?4 AND givenAt = ?5", parts,
                said.purpose(), said.channel(), said.status(), said.at()) > 0;
    }

    /** The newest rows of all who are one customer first, those before an earlier page's last. */
    static List<Consent> page(List<UUID> parts, UUID after, int limit) {
        PanacheQuery<Consent> rows = after == null
                ? find("customer IN ?1 ORDER BY id DESC", parts)
                : find("customer IN ?1 AND id < ?2 ORDER BY id DESC", parts, after);
        return rows.range(0, limit - 1).list();
    }
}
