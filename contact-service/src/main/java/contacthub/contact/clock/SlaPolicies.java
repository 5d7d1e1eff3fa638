package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contact.calendar.Calendars;
import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.SlaClock.Target;

/** Which target a new conversation gets, and the working calendar it counts on: one hour for VIP, one working day otherwise. */
@ApplicationScoped
public class SlaPolicies {

    /** The calendar that every policy counts on. */
    static final String OFFICE = Calendars.OFFICE;

    private final Calendars calendars;
    private final ZoneId zone;
    private final Set<String> vipSegments;
    private final long vipMinutes;
    private final long minutes;

    SlaPolicies(Calendars calendars, @ConfigProperty(name = "hub.sla.zone") ZoneId zone,
            @ConfigProperty(name = "hub.sla.vip-segments") Set<String> vipSegments,
            @ConfigProperty(name = "hub.sla.vip-minutes") long vipMinutes,
            @ConfigProperty(name = "hub.sla.minutes") long minutes) {
        this.zone = zone;
        this.calendars = calendars;
        this.vipSegments = Set.copyOf(vipSegments);
        this.vipMinutes = vipMinutes;
        this.minutes = minutes;
    }

    /** The calendar obligations count on. */
    public WorkingCalendar calendar() {
        return calendars.named(OFFICE);
    }

    /** The zone times are told to customers in where theirs is not known. */
    public ZoneId zone() {
        return zone;
    }

    /** A first-reply clock from this moment for a customer of this segment. */
    public SlaClock firstReply(UUID id, UUID conversation, UUID address, String segment, Instant from) {
        boolean vip = segment != null && vipSegments.contains(segment);
        Target target = vip ? new Target("vip", OFFICE, vipMinutes) : new Target("standard", OFFICE, minutes);
        return new SlaClock(id, conversation, address, SlaClock.FIRST_REPLY, SlaClock.RUNNING, from, due(target, from),
                null, target, because(target, vip ? " for segment " + segment : "", from));
    }

    /** The same clock from an earlier moment, when the contact that began the matter arrives after later ones. */
    public SlaClock fromEarlier(SlaClock clock, Instant from) {
        return clock.restarted(from, due(clock.target(), from),
                because(clock.target(), ", restarted by an earlier contact that arrived late", from));
    }

    private Instant due(Target target, Instant from) {
        return calendar().add(from, Duration.ofMinutes(target.minutes()));
    }

    private static String because(Target target, String circumstance, Instant from) {
        return "Policy " + target.policy() + circumstance + ": " + target.minutes()
                + " working minutes of the calendar " + target.calendar() + " from " + from + ".";
    }

    /** A clock for a promise made now to answer by this time. */
    public SlaClock promise(UUID id, UUID conversation, UUID address, Instant now, Instant promised, String because) {
        long working = calendar().between(now, promised).toMinutes();
        return new SlaClock(id, conversation, address, SlaClock.PROMISE, SlaClock.RUNNING, now, promised, null,
                new Target("acknowledgement", OFFICE, working), because);
    }
}
