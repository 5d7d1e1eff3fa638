package contacthub.contact.calendar;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/** Reads the feeds of calendars again and again, each on one instance at a time; a failure keeps the days that were read last. */
@ApplicationScoped
class Feeds {

    private static final Logger LOG = Logger.getLogger(Feeds.class);
    private static final String TLS = "calendar-feed";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final StoredCalendars stored;
    private final CountryDays countries;
    private final Closures closures;
    private final FeedHosts hosts;
    private final FeedReader reader;
    private final Clock clock;
    private final Duration every;
    private final Duration retry;
    private final Worker worker;

    Feeds(Transactions transactions, StoredCalendars stored, CountryDays countries, Closures closures, FeedHosts hosts,
            Clock clock,
            TlsConfigurationRegistry trust, @ConfigProperty(name = "hub.calendar.feed-every") Duration every,
            @ConfigProperty(name = "hub.calendar.feed-retry") Duration retry,
            @ConfigProperty(name = "hub.calendar.look") Duration look) {
        this.transactions = transactions;
        this.stored = stored;
        this.countries = countries;
        this.closures = closures;
        this.hosts = hosts;
        this.clock = clock;
        this.every = every;
        this.retry = retry;
        this.reader = new FeedReader(trusted(trust.get(TLS)), PATIENCE);
        this.worker = new Worker("calendar-feeds", look, this::readOne);
    }

    /** The authorities of {@code quarkus.tls.calendar-feed.trust-store}, else those of the JDK. */
    private static SSLContext trusted(Optional<TlsConfiguration> configured) {
        try {
            return configured.isPresent() ? configured.get().createSSLContext() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        } catch (Exception e) {
            throw new IllegalStateException("quarkus.tls." + TLS + " cannot be used", e);
        }
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    /** The database is not held while the feed is read: a claim is a time until which nobody else looks. */
    private boolean readOne() {
        Optional<Closure> due = transactions.inNew(connection -> closures.claim(connection, every));
        due.ifPresent(this::read);
        return due.isPresent();
    }

    private void read(Closure feed) {
        try {
            keep(feed, IcalDays.read(reader.read(hosts.allowed(feed.url())), clock.instant()));
        } catch (IOException | Invalid e) {
            LOG.warnf("the feed of calendar %s was not read: %s", feed.calendar(), e.getMessage());
            transactions.inNew(connection -> {
                closures.failed(connection, feed, e.getMessage(), retry);
                return null;
            });
        }
    }

    private void keep(Closure feed, IcalDays read) {
        transactions.inNew(connection -> {
            Optional<StoredCalendar> calendar = stored.one(connection, feed.calendar());
            if (calendar.isPresent()) {
                WorkingCalendar.of(CalendarForm.parse(calendar.get().form()), countries::of, read.days())
                        .refuseHardlyOpen(clock.instant());
                closures.fetched(connection, feed, read.days());
            }
            return null;
        });
    }
}
