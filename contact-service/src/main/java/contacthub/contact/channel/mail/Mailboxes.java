package contacthub.contact.channel.mail;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.event.Ids;

/** Watches every mailbox that is configured. */
@ApplicationScoped
class Mailboxes {

    private final List<MailboxWatch> watches;

    Mailboxes(MailAccounts accounts, MailLedger ledger, MailTaking taking, RefusedLetters refused, MailHealth health,
            Ids ids,
            Clock clock) {
        UUID owner = ids.next();
        this.watches = accounts.accounts().entrySet().stream()
                .map(one -> new MailboxWatch(one.getKey(), one.getValue(), owner, ledger, taking, refused, health,
                        clock))
                .toList();
    }

    void start(@Observes StartupEvent started) {
        watches.forEach(MailboxWatch::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        watches.forEach(MailboxWatch::stop);
    }
}
