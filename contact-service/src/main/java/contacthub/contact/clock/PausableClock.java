package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import contacthub.contact.calendar.Span;
import contacthub.contact.calendar.WorkingCalendar;

/** A clock that counts the working time since its start outside its pauses (spec 40, column "pauses"; spec 05, "a clock"). */
public final class PausableClock {

    private final WorkingCalendar calendar;
    private final Instant start;
    private final List<Span> pauses;

    /** Pauses may come in any order, overlap each other, and reach over the start. */
    public PausableClock(WorkingCalendar calendar, Instant start, List<Pause> pauses) {
        this.calendar = calendar;
        this.start = start;
        this.pauses = Span.union(pauses.stream().map(Pause::span));
    }

    /** When the target is used up; empty while a pause that has no end keeps it from ever being so. */
    public Optional<Instant> due(Duration target) {
        Duration left = target;
        for (Span run : runs(Instant.MAX)) {
            if (run.to().equals(Instant.MAX)) {
                return Optional.of(calendar.add(run.from(), left));
            }
            Duration worked = calendar.between(run.from(), run.to());
            if (left.compareTo(worked) <= 0) {
                return Optional.of(calendar.add(run.from(), left));
            }
            left = left.minus(worked);
        }
        return Optional.empty();
    }

    /** The working time counted up to a moment. */
    public Duration elapsed(Instant at) {
        return runs(at).stream().map(run -> calendar.between(run.from(), run.to())).reduce(Duration.ZERO,
                Duration::plus);
    }

    private List<Span> runs(Instant until) {
        return new Span(start, until).without(pauses).stream().filter(run -> !run.isEmpty()).toList();
    }

    /** Time that does not count, half-open; without an end it still goes on. */
    public record Pause(Instant from, Instant to) {

        private Span span() {
            return new Span(from, to == null ? Instant.MAX : to);
        }
    }
}
