package contacthub.contact.account;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.security.CredentialsChanged;
import contacthub.runtime.security.Roles;
import contacthub.runtime.security.Secrets;
import contacthub.runtime.web.Problem;

/** Makes and changes accounts and keys; every change is a fact the other services keep, with hashes only (spec 05). */
@ApplicationScoped
class Accounts {

    private final Ids ids;
    private final Outbox outbox;
    private final Clock clock;
    private final Event<CredentialsChanged> changes;

    Accounts(Ids ids, Outbox outbox, Clock clock, Event<CredentialsChanged> changes) {
        this.ids = ids;
        this.outbox = outbox;
        this.clock = clock;
        this.changes = changes;
    }

    @Transactional
    Account addUser(String name, String password, List<String> roles) {
        return add(Account.USER, name, Secrets.ofPassword(password), roles);
    }

    @Transactional
    Account addKey(String name, String key) {
        return add(Account.KEY, name, Secrets.ofKey(key), List.of(Roles.INTEGRATION));
    }

    private Account add(String kind, String name, String hash, List<String> roles) {
        if (Account.named(kind, name) != null) {
            throw Problem.conflict("There is a " + kind + " " + name + " already.");
        }
        Account account = Account.of(ids.next(), kind, name, hash, roles);
        changed(account);
        account.persist();
        return account;
    }

    @Transactional
    Account setPassword(String name, String password) {
        Account user = known(Account.USER, name);
        user.hash = Secrets.ofPassword(password);
        return changed(user);
    }

    @Transactional
    Account disable(String kind, String name) {
        Account account = known(kind, name);
        account.disabled = true;
        return changed(account);
    }

    private static Account known(String kind, String name) {
        Account account = Account.named(kind, name);
        if (account == null) {
            throw Problem.notFound("There is no " + kind + " " + name + ".");
        }
        return account;
    }

    /** The version is the moment of change, so that any change of any account is seen as one by everybody. */
    private Account changed(Account account) {
        account.version = Math.max(clock.millis(), account.version + 1);
        changes.fire(new CredentialsChanged());
        outbox.publish(account.told(ids.next(), clock.instant()));
        return account;
    }
}
