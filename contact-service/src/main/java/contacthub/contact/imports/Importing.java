package contacthub.contact.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.imports.LineSplitter.Line;
import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.contact.intake.ReadEvent;
import contacthub.contact.intake.Receipt;
import contacthub.runtime.inbox.Position;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * Takes running imports in, some lines at a time, whichever instance is free. A transaction holds the import's row
 * until its lines are durable on the intake log and the place is kept, so a crash costs nothing but doing those lines
 * again, by the same ids. It stays so little ahead of the timeline that events posted meanwhile do not wait.
 */
@ApplicationScoped
class Importing {

    private static final String CONSUMER = "contact-service";
    private static final int MOST_STRETCHES_AHEAD = 4;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final String LIMIT = "SET LOCAL idle_in_transaction_session_timeout = '20s'";
    private static final String REFUSE = """
            INSERT INTO import_error (import_id, line, field, reason) SELECT * FROM unnest(?, ?, ?, ?)""";
    private static final String ADVANCE = """
            UPDATE import SET bytes_read = bytes_read + ?, mid_line = ?, lines_read = ?, accepted = accepted + ?,
                refused = refused + ?, started_at = coalesce(started_at, now()), changed_at = clock_timestamp(),
                state = CASE WHEN ? THEN 'finished' ELSE state END,
                finished_at = CASE WHEN ? THEN clock_timestamp() END
            WHERE id = ?""";

    private final Transactions transactions;
    private final Intake intake;
    private final Position position;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Worker worker = new Worker("importing", this::advance);

    Importing(Transactions transactions, Intake intake, Position position) {
        this.transactions = transactions;
        this.intake = intake;
        this.position = position;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private boolean advance() {
        if (intake.isSpilling() || isTooFarAhead()) {
            return false;
        }
        Optional<Receipt> taken = transactions.inNew(this::take);
        taken.map(Receipt::position).ifPresent(ahead::addLast);
        return taken.isPresent();
    }

    private boolean isTooFarAhead() {
        if (ahead.size() >= MOST_STRETCHES_AHEAD && position.await(CONSUMER, ahead.getFirst(), LOOK)) {
            ahead.removeFirst();
        }
        return ahead.size() >= MOST_STRETCHES_AHEAD;
    }

    private Optional<Receipt> take(Connection connection) throws SQLException {
        try (PreparedStatement limit = connection.prepareStatement(LIMIT)) {
            limit.execute();
        }
        Optional<Stretch> stretch = Stretch.claim(connection);
        return stretch.isEmpty() ? Optional.empty() : Optional.of(take(connection, stretch.get()));
    }

    private Receipt take(Connection connection, Stretch stretch) throws SQLException {
        List<Posted> good = new ArrayList<>();
        List<RefusedLine> bad = new ArrayList<>();
        read(connection, stretch, good, bad);
        Receipt receipt = good.isEmpty() ? new Receipt(null) : intake.take(good, stretch.trace()).join();
        refuse(connection, stretch, bad);
        advance(connection, stretch, good.size(), bad.size());
        return receipt;
    }

    private static void read(Connection connection, Stretch stretch, List<Posted> good, List<RefusedLine> bad)
            throws SQLException {
        List<Reading> readings = stretch.lines().stream().map(stretch.reader()::read).toList();
        Iterator<Integer> nth = Repetitions.count(connection, stretch.of(), contents(readings)).iterator();
        for (int i = 0; i < readings.size(); i++) {
            Line line = stretch.lines().get(i);
            Reading reading = readings.get(i);
            if (reading instanceof Reading.Refused refused) {
                bad.add(RefusedLine.of(line.number(), refused.error()));
                continue;
            }
            ReadEvent event = reading instanceof Reading.Nameless nameless
                    ? nameless.named(nth.next())
                    : ((Reading.Named) reading).event();
            if (event.errors().isEmpty()) {
                good.add(event.posted());
            } else {
                bad.add(RefusedLine.of(line.number(), event.errors().get(0)));
            }
        }
    }

    private static List<String> contents(List<Reading> readings) {
        return readings.stream().filter(Reading.Nameless.class::isInstance).map(Reading.Nameless.class::cast)
                .map(nameless -> nameless.type() + "\n" + nameless.source() + "\n" + nameless.content()).toList();
    }

    private static void refuse(Connection connection, Stretch stretch, List<RefusedLine> bad) throws SQLException {
        long room = Math.max(0, Import.MOST_ERRORS - stretch.refusedBefore());
        List<RefusedLine> listed = bad.stream().limit(room).toList();
        if (listed.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(REFUSE)) {
            Columns.of(connection, insert, listed).bind("uuid", line -> stretch.of()).bind("int8", RefusedLine::line)
                    .bind("text", RefusedLine::field).bind("text", RefusedLine::reason);
            insert.executeUpdate();
        }
    }

    private static void advance(Connection connection, Stretch stretch, int accepted, int refused)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, stretch.place().position());
            update.setBoolean(2, stretch.place().midLine());
            update.setLong(3, stretch.place().linesRead());
            update.setInt(4, accepted);
            update.setInt(5, refused);
            update.setBoolean(6, stretch.isLast());
            update.setBoolean(7, stretch.isLast());
            update.setObject(8, stretch.of());
            update.executeUpdate();
        }
    }
}
