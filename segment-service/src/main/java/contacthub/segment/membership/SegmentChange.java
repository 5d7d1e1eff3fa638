package contacthub.segment.membership;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A customer entered a segment and left the previous one of the same family, with the reason; never changed afterwards. */
@Entity
@Immutable
class SegmentChange extends PanacheEntityBase {

    @Id
    public UUID id;
    @JsonIgnore
    public UUID customer;
    public String family;
    public String segment;
    public String previous;
    public Instant at;
    public String ruleVersion;
    public String because;
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> numbers;
    public String causedBy;
}
