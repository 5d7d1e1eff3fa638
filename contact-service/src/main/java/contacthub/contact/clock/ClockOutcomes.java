package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CustomerRef;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ClockFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/**
 * Tells the world what became of clocks: every line of their logs as an event, and how they ended as lines of the
 * timeline. A promise's clock also tells the promise.
 */
@ApplicationScoped
class ClockOutcomes {

    private final Ids ids;
    private final Clock clock;
    private final Timeline timeline;
    private final Outbox outbox;
    private final BrokenPromises broken;

    ClockOutcomes(Ids ids, Clock clock, Timeline timeline, Outbox outbox, BrokenPromises broken) {
        this.ids = ids;
        this.clock = clock;
        this.timeline = timeline;
        this.outbox = outbox;
        this.broken = broken;
    }

    /** A new line, the clock as it is now, and the event that led to it where one did. */
    record News(SlaClock clock, Line line, String cause) {}

    void tell(Connection connection, List<News> news) throws SQLException {
        if (news.isEmpty()) {
            return;
        }
        Map<UUID, UUID> customers = CustomerRef.owners(connection,
                news.stream().map(one -> one.clock.address()).toList());
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (News one : news) {
            for (Fact fact : facts(one.clock, one.line)) {
                Instant at = one.line.act() == Act.START ? one.line.at() : clock.instant();
                UUID id = one.line.act() == Act.START ? ids.next() : ids.at(at);
                if (isShown(one.clock, fact)) {
                    entries.add(Entry.own(one.clock.address(), id, Ids.time(id), FactTypes.name(fact.getClass()),
                            Entry.INTERNAL, summary(one.clock, fact), Json.text(fact), one.clock.conversation()));
                }
                events.add(Event.of(fact, id.toString(), "/contact-service",
                        customers.get(one.clock.address()).toString(), at).in(one.clock.conversation().toString())
                        .causedBy(one.cause));
            }
        }
        timeline.append(connection, entries);
        outbox.publish(connection, events);
        broken.add(connection, news.stream().filter(one -> one.line.act() == Act.BREACH && one.clock.isPromise())
                .map(one -> one.clock.id()).toList());
    }

    private static List<Fact> facts(SlaClock one, Line line) {
        String id = one.id().toString();
        String kind = one.kind().text();
        return switch (line.act()) {
            case START -> List.of(new ClockFact.Started(id, kind, line.dueAfter(), line.target().minutes(),
                    line.target().policy(), line.target().calendar(), line.because()));
            case PAUSE -> List.of(new ClockFact.Paused(id, kind, line.at(), line.because()));
            case RESUME -> List.of(new ClockFact.Resumed(id, kind, line.at(), line.dueAfter(), line.because()));
            case RETARGET -> List.of(new ClockFact.Retargeted(id, kind, line.dueBefore(), line.dueAfter(),
                    line.target().minutes(), line.target().policy(), line.target().calendar(), line.because()));
            case WARN -> List.of(new ClockFact.Warned(id, kind, line.dueAfter(), line.because()));
            case MEET -> met(one, line);
            case BREACH -> with(one, new ClockFact.Breached(id, kind, line.dueAfter()),
                    new PromiseFact.Broken(id, line.dueAfter()));
            case CANCEL -> List.of(new ClockFact.Cancelled(id, kind, line.because()));
        };
    }

    /** Nothing where it came too late: that was told when the deadline passed. */
    private static List<Fact> met(SlaClock one, Line line) {
        if (line.at().isAfter(line.dueAfter())) {
            return List.of();
        }
        String id = one.id().toString();
        return with(one, new ClockFact.Met(id, one.kind().text(), line.dueAfter(), line.at(),
                Duration.between(line.started(), line.at()).toSeconds(), one.used().toSeconds()),
                new PromiseFact.Kept(id, line.dueAfter(), line.at()));
    }

    private static List<Fact> with(SlaClock one, Fact ofClock, Fact ofPromise) {
        return one.isPromise() ? List.of(ofClock, ofPromise) : List.of(ofClock);
    }

    /** Of warnings only those before a promise breaks: the others would fill the timeline. */
    private static boolean isShown(SlaClock of, Fact fact) {
        return fact instanceof ClockFact.Met || fact instanceof ClockFact.Breached
                || fact instanceof ClockFact.Cancelled || fact instanceof PromiseFact
                || fact instanceof ClockFact.Warned && of.isPromise();
    }

    private static String summary(SlaClock one, Fact fact) {
        if (fact instanceof PromiseFact.Kept) {
            return "Promise kept: answered before " + one.due();
        }
        if (fact instanceof PromiseFact) {
            return "Promise broken: no answer by " + one.due();
        }
        if (fact instanceof ClockFact.Warned warned) {
            return "Promise to answer by " + one.due() + ": " + warned.because();
        }
        String what = fact instanceof ClockFact.Met
                ? "met"
                : fact instanceof ClockFact.Breached ? "breached" : "cancelled";
        return "Clock " + what + ": " + one.kind().text() + ", due " + one.due();
    }
}
