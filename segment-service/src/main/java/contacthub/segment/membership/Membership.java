package contacthub.segment.membership;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A customer's present segment of a family, by the change that brought it there; written by {@link Memberships} only. */
@Entity
@Immutable
class Membership extends PanacheEntityBase {

    @Id
    public UUID change;
    public UUID customer;
    public String family;
    public String segment;
}
