package contacthub.contact.channel.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;

import org.jboss.logging.Logger;

import contacthub.contact.channel.mail.MailLedger.Place;

/**
 * Reads one mailbox as letters arrive, while this instance has its lease. A letter is done with only when it is durable,
 * so whatever ends in between, it is read again. Nothing in the mailbox is changed.
 */
final class MailboxWatch {

    private static final Logger LOG = Logger.getLogger(MailboxWatch.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration RENEW = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String account;
    private final MailAccounts.Account settings;
    private final MailLedger ledger;
    private final MailTaking taking;
    private final RefusedLetters refused;
    private final MailHealth health;
    private final UUID owner;
    private final Clock clock;
    private final Thread thread;
    private final ScheduledExecutorService heart;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ImapMailbox mailbox;
    private volatile Instant asked = Instant.EPOCH;
    private boolean warned;
    private Duration pause = FIRST_PAUSE;

    MailboxWatch(String account, MailAccounts.Account settings, UUID owner, MailLedger ledger, MailTaking taking,
            RefusedLetters refused, MailHealth health, Clock clock) {
        this.account = account;
        this.settings = settings;
        this.owner = owner;
        this.ledger = ledger;
        this.taking = taking;
        this.refused = refused;
        this.health = health;
        this.clock = clock;
        this.thread = daemon("mail-" + account, this::run);
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> daemon("mail-lease-" + account, task));
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
        heart.scheduleWithFixedDelay(this::beat, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends after the letter at hand, and lets another instance read at once. */
    void stop() {
        stopped.countDown();
        heart.shutdownNow();
        // A server that hangs is not waited for.
        daemon("mail-end-" + account, this::disconnect).start();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
            ledger.release(account, owner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debugf("the lease of mailbox %s ends by itself: %s", account, e.getMessage());
        }
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void run() {
        while (!isStopping()) {
            try {
                if (ledger.lease(account, owner, LEASE)) {
                    watch();
                } else {
                    pause(RENEW);
                }
            } catch (MessagingException | IOException | RuntimeException | Error e) {
                failed(e);
            } finally {
                disconnect();
            }
        }
    }

    /** One clear warning, however long it lasts; the service goes on with everything else. */
    private void failed(Throwable e) {
        if (isStopping()) {
            return;
        }
        health.failed(account);
        if (!warned) {
            LOG.warnf("mailbox %s (%s at %s) cannot be read, and is tried again until it can: %s", account,
                    settings.user(), settings.host(), e.getMessage());
        }
        warned = true;
        pause(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void pause(Duration time) {
        try {
            stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    /**
     * Keeps the lease, and breaks a wait where something is to be tried again, or that has lasted long enough, which also
     * finds out whether the server is there.
     */
    private void beat() {
        try {
            ImapMailbox open = mailbox;
            if (open != null && !ledger.lease(account, owner, LEASE)) {
                LOG.infof("mailbox %s is read by another instance now", account);
                disconnect();
            }
            if (open != null && open.isOpen() && (asked.plus(settings.refresh()).isBefore(clock.instant())
                    || !refused.asked(account, open.validity()).isEmpty())) {
                asked = clock.instant();
                open.count();
            }
        } catch (MessagingException | RuntimeException e) {
            LOG.debugf("mailbox %s: %s", account, e.getMessage());
            disconnect();
        }
    }

    private void watch() throws MessagingException, IOException {
        var open = new ImapMailbox(settings);
        mailbox = open;
        open.open();
        long validity = open.validity();
        long next = ledger.next(account, validity).orElse(1);
        while (!isStopping()) {
            asked = clock.instant();
            int known = open.count();
            next = takeFrom(open, next, validity);
            takeAgain(open, validity);
            health.read(account);
            recovered();
            if (open.count() <= known && !isStopping()) {
                await(open);
            }
        }
    }

    private void await(ImapMailbox open) throws MessagingException {
        if (open.idles()) {
            open.idle();
        } else {
            pause(settings.refresh());
        }
    }

    private void recovered() {
        if (warned) {
            LOG.infof("mailbox %s can be read again", account);
        }
        warned = false;
        pause = FIRST_PAUSE;
    }

    /** Takes what there is from this letter on; answers which comes next. */
    private long takeFrom(ImapMailbox open, long first, long validity) throws MessagingException, IOException {
        long next = first;
        Message[] messages = open.from(first);
        int waiting = messages.length;
        for (Message message : messages) {
            long uid = message == null ? -1 : open.uid(message);
            health.waiting(account, waiting--);
            // A range up to the last letter names the last one even where it lies before the range.
            if (uid >= next && !isStopping()) {
                take(open, new Place(account, validity, uid), message);
                next = uid + 1;
            }
        }
        health.waiting(account, 0);
        return next;
    }

    /** Tries again what somebody wants tried again. */
    private void takeAgain(ImapMailbox open, long validity) throws MessagingException, IOException {
        for (long uid : refused.asked(account, validity)) {
            var place = new Place(account, validity, uid);
            Message message = open.at(uid);
            Optional<byte[]> bytes = message == null ? Optional.empty() : fetched(open, place, message);
            if (bytes.isEmpty()) {
                refused.gone(place);
            } else {
                taking.take(place, bytes.get(), clock.instant());
                refused.tried(place);
            }
        }
    }

    private void take(ImapMailbox open, Place place, Message message) throws MessagingException, IOException {
        Optional<byte[]> bytes = fetched(open, place, message);
        bytes.ifPresent(letter -> taking.take(place, letter, clock.instant()));
        if (!ledger.taken(place, owner)) {
            throw new MessagingException("another instance has the lease");
        }
    }

    /** Nothing where it is gone, or where the server has it but does not give it: that ends no other's reading. */
    private Optional<byte[]> fetched(ImapMailbox open, Place place, Message message)
            throws MessagingException, IOException {
        try {
            return Optional.of(ImapMailbox.bytes(message));
        } catch (MessageRemovedException e) {
            LOG.debugf("%s was removed before it was read", place);
            return Optional.empty();
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!open.isOpen()) {
                throw e;
            }
            taking.refuse(place, null, "the mail server does not give it: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void disconnect() {
        ImapMailbox open = mailbox;
        mailbox = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException | RuntimeException e) {
                LOG.debugf("mailbox %s was gone already: %s", account, e.getMessage());
            }
        }
    }
}
