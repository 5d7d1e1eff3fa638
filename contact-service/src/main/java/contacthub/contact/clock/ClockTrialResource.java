package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.calendar.TriedCalendars;
import contacthub.contact.clock.PausableClock.Pause;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;

/** Tells when a clock would be due, without starting one (spec 05, "a clock"). */
@Path("/api/v1/clocks/try")
@RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "clocks")
class ClockTrialResource {

    private static final int MOST_PAUSES = 1_000;
    private static final int MOST_MINUTES = 50 * 365 * 24 * 60;

    private final TriedCalendars calendars;

    ClockTrialResource(TriedCalendars calendars) {
        this.calendars = calendars;
    }

    /**
     * A clock that might be.
     *
     * @param calendar written out, or the name of a stored one
     * @param pauses from and to; without a to it still goes on
     * @param stoppedAt when it is looked at
     */
    record Trial(JsonNode calendar, String start, List<List<String>> pauses, Long targetMinutes, String stoppedAt) {}

    /**
     * What it would do.
     *
     * @param due nothing while a pause without an end keeps it from being due
     * @param elapsedMinutes whole working minutes up to when it is looked at; nothing where it is not
     * @param remainingMinutes of the target then, negative once it is overdue
     */
    record Tried(Instant due, Long elapsedMinutes, Long remainingMinutes) {}

    @POST
    @Operation(summary = "When a clock would be due, and how much of it would be used at a moment", description = "The "
            + "calendar is written out, or the name of a stored one; pauses may overlap. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "What the clock would do")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    public Tried tryOut(Trial trial) {
        if (trial == null) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        Duration target = target(trial.targetMinutes);
        var clock = new PausableClock(calendars.read(trial.calendar), TriedCalendars.moment("start", trial.start),
                pauses(trial.pauses));
        return TriedCalendars.answer(() -> answer(clock, target, trial.stoppedAt));
    }

    private static Tried answer(PausableClock clock, Duration target, String stoppedAt) {
        Instant due = clock.due(target).orElse(null);
        if (stoppedAt == null) {
            return new Tried(due, null, null);
        }
        long elapsed = clock.elapsed(TriedCalendars.moment("stopped_at", stoppedAt)).toMinutes();
        return new Tried(due, elapsed, target.toMinutes() - elapsed);
    }

    private static Duration target(Long minutes) {
        if (minutes == null || minutes < 0 || minutes > MOST_MINUTES) {
            throw Problem.invalid("target_minutes", "must be from 0 to " + MOST_MINUTES);
        }
        return Duration.ofMinutes(minutes);
    }

    private static List<Pause> pauses(List<List<String>> given) {
        List<List<String>> pauses = given == null ? List.of() : given;
        if (pauses.size() > MOST_PAUSES) {
            throw Problem.invalid("pauses", "must be at most " + MOST_PAUSES);
        }
        return IntStream.range(0, pauses.size()).mapToObj(i -> pause("pauses[" + i + "]", pauses.get(i))).toList();
    }

    private static Pause pause(String field, List<String> ends) {
        if (ends == null || ends.size() != 2) {
            throw Problem.invalid(field, "needs a from and a to, which may be null");
        }
        Instant from = TriedCalendars.moment(field, ends.get(0));
        Instant to = ends.get(1) == null ? null : TriedCalendars.moment(field, ends.get(1));
        if (to != null && to.isBefore(from)) {
            throw Problem.invalid(field, "ends before it begins");
        }
        return new Pause(from, to);
    }
}
