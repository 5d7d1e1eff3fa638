package contacthub.contact.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

import contacthub.contracts.AccountFact;
import contacthub.contracts.Event;

/** A person's account or a machine's key; the row every sign-in in this service is checked against. */
@Entity
@Table(name = "credential")
public class Account extends PanacheEntityBase {

    static final String USER = "user";
    static final String KEY = "key";

    @Id
    public UUID id;
    public String kind;
    public String name;
    @JsonIgnore
    public String hash;
    @Column(columnDefinition = "text[]")
    public List<String> roles;
    public boolean disabled;
    public long version;

    static Account of(UUID id, String kind, String name, String hash, List<String> roles) {
        var account = new Account();
        account.id = id;
        account.kind = kind;
        account.name = name;
        account.hash = hash;
        account.roles = List.copyOf(roles);
        return account;
    }

    /** Locked, so that of two changes at once neither writes over the other. */
    static Account named(String kind, String name) {
        return find("kind = ?1 and name = ?2", kind, name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }

    /** How it is now, as the other services are told. */
    Event<AccountFact.Changed> told(UUID event, Instant at) {
        return Event.of(new AccountFact.Changed(id.toString(), kind, name, hash, roles, disabled, version),
                event.toString(), "/contact-service", id.toString(), at);
    }
}
