package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.contracts.Json;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Copy;
import contacthub.runtime.sql.Transactions;

/**
 * The stored calendars as they are now, kept in memory: a change shows at once where it was made, and at every instance
 * within a second. One that can no longer be used never stops anybody: its last good version, else the calendar that
 * ships, stands in for it.
 */
@ApplicationScoped
public class Calendars {

    /** The calendar that ships, and that counts where nothing else is named. */
    public static final String OFFICE = "office";

    private static final Logger LOG = Logger.getLogger(Calendars.class);
    private static final int LOOK_BACK = 20;
    private static final String HUB = "hub";

    private final Transactions transactions;
    private final StoredCalendars stored;
    private final CountryDays countries;
    private final Closures closures;
    private final Clock clock;
    private final WorkingCalendar shipped;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final Copy<Known> known = new Copy<>(this::read);
    private final Worker worker;

    Calendars(Transactions transactions, StoredCalendars stored, CountryDays countries, Closures closures, Clock clock,
            @ConfigProperty(name = "hub.sla.zone") ZoneId zone,
            @ConfigProperty(name = "hub.calendar.look") Duration look, MeterRegistry meters) {
        this.transactions = transactions;
        this.stored = stored;
        this.countries = countries;
        this.closures = closures;
        this.clock = clock;
        this.shipped = WorkingCalendar.office(zone);
        this.worker = new Worker("calendars", look, known::look);
        meters.gauge("hub.calendars.broken", this, calendars -> calendars.broken().size());
    }

    /** What was last read, and when: a calendar can close for good by the passing of time alone. */
    private record Known(long revision, LocalDate day, Map<String, WorkingCalendar> calendars,
            Map<String, String> broken) {}

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    void edited(@Observes(during = TransactionPhase.AFTER_SUCCESS) Editing.Edited edited) {
        known.edited();
    }

    /** The latest version of a calendar that can be used; the one that ships where there is none of this name. */
    public WorkingCalendar named(String name) {
        WorkingCalendar calendar = known.get().calendars.get(name);
        return calendar == null ? lookedFor(name) : calendar;
    }

    /** One that was just added may not show yet; one that there is not is looked for only once. */
    private WorkingCalendar lookedFor(String name) {
        if (missed.add(name)) {
            if (known.again().calendars.containsKey(name)) {
                missed.remove(name);
            } else {
                LOG.warnf("there is no calendar %s: %s stands in for it", name, OFFICE);
            }
        }
        Map<String, WorkingCalendar> calendars = known.get().calendars;
        return calendars.getOrDefault(name, calendars.getOrDefault(OFFICE, shipped));
    }

    /** The names of all calendars there are, wherever the last of them was added. */
    public Set<String> names() {
        return known.again().calendars.keySet();
    }

    /** The calendars that cannot be used as they are stored, each with the reason. */
    public Map<String, String> broken() {
        Known now = known.lastRead();
        return now == null ? Map.of() : now.broken;
    }

    private Known read(Known before) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return transactions.inNew(connection -> {
            long revision = Revision.read(connection);
            boolean current = before != null && before.revision == revision && before.day.equals(today);
            return current ? before : read(connection, revision, today);
        });
    }

    private Known read(Connection connection, long revision, LocalDate today) throws SQLException {
        seed(connection);
        List<StoredCalendar> latest = stored.latest(connection, "", Integer.MAX_VALUE);
        List<Closure> closed = closures.of(connection, latest.stream().map(StoredCalendar::name).toList());
        Function<String, OfficialDays> once = remembered(countries::of);
        Map<String, WorkingCalendar> good = new HashMap<>();
        Map<String, String> broken = new HashMap<>();
        for (StoredCalendar calendar : latest) {
            SortedSet<LocalDate> days = Closures.days(closed, calendar.name());
            try {
                good.put(calendar.name(), usable(calendar, once, days));
            } catch (Invalid invalid) {
                broken.put(calendar.name(), invalid.getMessage());
                good.put(calendar.name(), lastGood(connection, calendar, once, days));
            }
        }
        report(broken);
        return new Known(revision, today, Map.copyOf(good), Map.copyOf(broken));
    }

    private static Function<String, OfficialDays> remembered(Function<String, OfficialDays> read) {
        Map<String, OfficialDays> countries = new HashMap<>();
        return country -> countries.computeIfAbsent(country, read);
    }

    private WorkingCalendar usable(StoredCalendar calendar, Function<String, OfficialDays> once,
            SortedSet<LocalDate> days) {
        WorkingCalendar usable = WorkingCalendar.of(CalendarForm.parse(calendar.form()), once, days);
        usable.refuseHardlyOpen(clock.instant());
        return usable;
    }

    /** Where the days off from outside are what breaks it, it is used without them. */
    private WorkingCalendar lastGood(Connection connection, StoredCalendar broken,
            Function<String, OfficialDays> once, SortedSet<LocalDate> days) throws SQLException {
        List<StoredCalendar> before = stored.before(connection, broken.name(), broken.version(), LOOK_BACK);
        return Stream.concat(Stream.of(broken), before.stream())
                .flatMap(calendar -> Stream.of(days, new TreeSet<LocalDate>())
                        .map(closed -> tried(calendar, once, closed)))
                .flatMap(Optional::stream).findFirst().orElse(shipped);
    }

    private Optional<WorkingCalendar> tried(StoredCalendar calendar, Function<String, OfficialDays> once,
            SortedSet<LocalDate> days) {
        try {
            return Optional.of(usable(calendar, once, days));
        } catch (Invalid invalid) {
            return Optional.empty();
        }
    }

    private void report(Map<String, String> broken) {
        broken.forEach((name, why) -> {
            if (!why.equals(broken().get(name))) {
                LOG.errorf("calendar %s cannot be used: %s; its last good version stands in for it", name, why);
            }
        });
    }

    /** The calendar that ships is stored once, with the zone that was configured then, and is changed by REST. */
    private void seed(Connection connection) throws SQLException {
        Optional<Long> version = stored.create(connection, OFFICE);
        if (version.isPresent()) {
            stored.keep(connection, new StoredCalendar(OFFICE, version.get(), Json.text(shipped.form()),
                    clock.instant(), HUB));
        }
    }
}
