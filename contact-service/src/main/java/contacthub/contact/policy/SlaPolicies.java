package contacthub.contact.policy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.calendar.Calendars;
import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.policy.PolicyForm.Goal;
import contacthub.contact.policy.PolicyForm.Match;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Copy;
import contacthub.runtime.sql.Transactions;

/**
 * The policies there are, kept in memory: a change shows at once where it was made, and at every instance within a
 * second. One that can no longer be read is passed over, and never stops the others.
 */
@ApplicationScoped
public class SlaPolicies implements Rules {

    private static final Logger LOG = Logger.getLogger(SlaPolicies.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int FIRST = 100;
    private static final int LAST = 1_000;

    private final Transactions transactions;
    private final StoredPolicies stored;
    private final Calendars calendars;
    private final SegmentUses uses;
    private final Clock clock;
    private final ZoneId zone;
    private final Set<String> vipSegments;
    private final long vipMinutes;
    private final long minutes;
    private final Copy<Known> known = new Copy<>(this::read);
    private final Worker worker = new Worker("policies", LOOK, known::look);

    SlaPolicies(Transactions transactions, StoredPolicies stored, Calendars calendars, SegmentUses uses,
            Clock clock,
            @ConfigProperty(name = "hub.sla.zone") ZoneId zone,
            @ConfigProperty(name = "hub.sla.vip-segments") Set<String> vipSegments,
            @ConfigProperty(name = "hub.sla.vip-minutes") long vipMinutes,
            @ConfigProperty(name = "hub.sla.minutes") long minutes, MeterRegistry meters) {
        this.transactions = transactions;
        this.stored = stored;
        this.calendars = calendars;
        this.uses = uses;
        this.clock = clock;
        this.zone = zone;
        this.vipSegments = Set.copyOf(vipSegments);
        this.vipMinutes = vipMinutes;
        this.minutes = minutes;
        meters.gauge("hub.policies.broken", this,
                policies -> policies.known.lastRead() == null ? 0 : policies.broken().size());
    }

    private record Known(long revision, PolicyBook book) {

        List<Policy> policies() {
            return book.at(revision);
        }
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    void edited(@Observes(during = TransactionPhase.AFTER_SUCCESS) Editing.Edited edited) {
        known.edited();
    }

    /** The zone times are told to customers in where theirs is not known. */
    public ZoneId zone() {
        return zone;
    }

    /** The calendar of this name; calendar time where there is no name. */
    public WorkingCalendar calendar(String name) {
        return name == null ? WorkingCalendar.always(zone) : calendars.named(name);
    }

    /** The calendar that ships. */
    public WorkingCalendar calendar() {
        return calendars.named(Calendars.OFFICE);
    }

    /** The revision of the list that new conversations are governed by. */
    public long revision() {
        return known.get().revision;
    }

    @Override
    public Ruling choose(long revision, Circumstances circumstances) {
        if (revision > known.get().revision) {
            known.again();
        }
        return known.get().book.choose(revision, circumstances);
    }

    /** After which parts of its time, in percent, a clock with this target is warned of. */
    public List<Integer> warnings(Target target) {
        return known.get().book.version(target.policy(), target.version()).map(policy -> policy.form().warnPercent())
                .orElse(PolicyForm.WARNINGS);
    }

    /** What is done after a passed deadline of a clock with this target, in the order of time. */
    public List<Step> ladder(ClockKind kind, Target target) {
        return known.get().book.version(target.policy(), target.version())
                .map(policy -> policy.form().ladder().stream().filter(step -> step.isFor(kind))
                        .sorted(Comparator.comparing(Step::afterMinutes)).toList())
                .orElse(List.of());
    }

    /** Whether any policy of the list looks at fields of the customer. */
    public boolean looksAtCustomers() {
        return known.get().policies().stream()
                .anyMatch(policy -> policy.isUsable() && !policy.form().match().customer().isEmpty());
    }

    /** The policies that cannot be used as they are stored. */
    List<Policy> broken() {
        return known.get().policies().stream().filter(policy -> !policy.isUsable()).toList();
    }

    private Known read(Known before) {
        return transactions.inNew(connection -> {
            if (before == null) {
                seed(connection);
                uses.tell(connection);
            }
            long revision = stored.revision(connection);
            return before != null && before.revision == revision ? before : read(connection, revision);
        });
    }

    private Known read(Connection connection, long revision) throws SQLException {
        var book = new PolicyBook(stored.all(connection));
        book.at(revision).stream().filter(policy -> !policy.isUsable()).forEach(policy -> LOG
                .errorf("policy %s cannot be used: %s; it is passed over", policy.name(), policy.fault()));
        return new Known(revision, book);
    }

    /** The policies that ship are stored once, as configured then, and are changed by REST. */
    private void seed(Connection connection) throws SQLException {
        if (!stored.begin(connection)) {
            return;
        }
        stored.keep(connection, "vip", 1, form(FIRST, vipSegments, vipMinutes), clock.instant(), "hub");
        stored.keep(connection, "standard", 1, form(LAST, Set.of(), minutes), clock.instant(), "hub");
    }

    private static PolicyForm form(int position, Set<String> segments, long target) {
        return new PolicyForm(position, new Match(segments, null, null, null, null),
                Map.of(ClockKind.FIRST_REPLY.text(), new Goal(target, Calendars.OFFICE, null)), null, null);
    }
}
