package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.clock.ClockOutcomes.News;
import contacthub.contact.clock.Isolation.Which;
import contacthub.contact.policy.SlaPolicies;
import contacthub.runtime.outbox.Worker;

/** Fires deadlines by themselves, each once, on whichever instance is first; only the database's time decides. */
@ApplicationScoped
class Deadlines implements Isolation.Work {

    private final SlaClocks clocks;
    private final ClockLog log;
    private final MeasuredSpans spans;
    private final SlaPolicies policies;
    private final ClockOutcomes outcomes;
    private final Worker worker;

    Deadlines(SlaClocks clocks, ClockLog log, MeasuredSpans spans, SlaPolicies policies, ClockOutcomes outcomes,
            Isolation isolation) {
        this.clocks = clocks;
        this.log = log;
        this.spans = spans;
        this.policies = policies;
        this.outcomes = outcomes;
        this.worker = new Worker("deadlines", Worker.AT_ONCE, () -> isolation.run(this));
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    @Override
    public String moment() {
        return DueClocks.NEXT;
    }

    @Override
    public int on(Connection connection, Which which) throws SQLException {
        List<SlaClocks.Row> due = DueClocks.next(connection, which);
        List<News> news = due.stream().map(row -> row.clock().isPaused() ? resumed(row) : breached(row.clock()))
                .toList();
        clocks.write(connection, news.stream().map(News::clock).filter(SlaClock::isRunning)
                .map(clock -> new SlaClocks.Row(clock, clock.due())).toList());
        List<SlaClock> breached = news.stream().map(News::clock).filter(SlaClock::isBreached).toList();
        clocks.breached(connection, breached);
        spans.missed(connection, breached);
        log.append(connection, news.stream().map(News::line).toList());
        outcomes.tell(connection, news);
        return due.size();
    }

    private News resumed(SlaClocks.Row row) {
        SlaClock paused = row.clock();
        SlaClock now = paused.resumed(row.next(), policies.calendar(paused.target().calendar()));
        return new News(now, Line.of(Act.RESUME, row.next(), paused, now, "We waited for the customer until then."),
                null);
    }

    private static News breached(SlaClock clock) {
        SlaClock now = clock.breached();
        return new News(now, Line.of(Act.BREACH, clock.due(), clock, now, "The deadline passed."), null);
    }
}
