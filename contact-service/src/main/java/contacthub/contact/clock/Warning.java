package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.clock.ClockOutcomes.News;
import contacthub.contact.clock.Isolation.Which;
import contacthub.runtime.outbox.Worker;

/**
 * Warns before deadlines by itself, each part once, on whichever instance is first; apart from {@link Deadlines}, which
 * must never wait for it. After an outage only the highest part that was reached meanwhile is told.
 */
@ApplicationScoped
class Warning implements Isolation.Work {

    private final SlaClocks clocks;
    private final ClockLog log;
    private final ClockOutcomes outcomes;
    private final WarningTimes times;
    private final Worker worker;

    Warning(SlaClocks clocks, ClockLog log, ClockOutcomes outcomes, WarningTimes times, Isolation isolation) {
        this.clocks = clocks;
        this.log = log;
        this.outcomes = outcomes;
        this.times = times;
        this.worker = new Worker("warnings", () -> isolation.run(this));
    }

    /** A clock of which a warning is due at this moment of the database, and the part last warned of. */
    record Due(SlaClock clock, int warned, Instant now) {}

    /** Of which part a clock is warned by now, and when the next warning is due. */
    record Warned(SlaClock clock, int percent, Instant next) {}

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    @Override
    public String moment() {
        return DueClocks.WARN;
    }

    @Override
    public int on(Connection connection, Which which) throws SQLException {
        List<Due> due = DueClocks.toWarn(connection, which);
        List<Warned> warned = new ArrayList<>();
        List<News> news = new ArrayList<>();
        for (Due one : due) {
            int reached = one.clock.isRunning() ? times.reached(one.clock, one.now) : 0;
            if (reached > one.warned) {
                news.add(new News(one.clock, line(one.clock, reached), null));
            }
            int percent = Math.max(reached, one.warned);
            warned.add(new Warned(one.clock, percent, times.next(one.clock, percent)));
        }
        clocks.warned(connection, warned);
        log.append(connection, news.stream().map(News::line).toList());
        outcomes.tell(connection, news);
        return due.size();
    }

    private Line line(SlaClock clock, int percent) {
        return Line.of(Act.WARN, times.moment(clock, percent), clock, clock, percent + " % of the time is used.");
    }
}
