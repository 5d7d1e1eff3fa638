package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.Happening;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.clock.SlaClocks;
import contacthub.contact.policy.SlaPolicies;
import contacthub.runtime.outbox.Worker;

/**
 * Acknowledges a new conversation by promising when a full answer will come (spec 40): the first-reply deadline, or
 * later when the queue ahead takes longer to work off.
 */
@ApplicationScoped
class Acknowledging implements Batches.Work {

    private final Acknowledgements acknowledgements;
    private final Promising promising;
    private final SlaPolicies policies;
    private final SlaClocks clocks;
    private final Worker worker;

    Acknowledging(Acknowledgements acknowledgements, Promising promising, SlaPolicies policies, SlaClocks clocks,
            Batches batches) {
        this.acknowledgements = acknowledgements;
        this.promising = promising;
        this.policies = policies;
        this.clocks = clocks;
        this.worker = new Worker("acknowledgements", () -> batches.run(this));
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    @Override
    public List<UUID> due(Connection connection, int most) throws SQLException {
        return acknowledgements.due(connection, most);
    }

    @Override
    public void postpone(Connection connection, UUID conversation, Duration by) throws SQLException {
        acknowledgements.postpone(connection, conversation, by);
    }

    @Override
    public void on(Connection connection, List<Conversation> held) throws SQLException {
        List<UUID> claimed = acknowledgements.claim(connection, held.stream().map(one -> one.id).toList());
        List<Conversation> waiting = held.stream().filter(one -> claimed.contains(one.id))
                .filter(one -> one.isOpen() && one.firstAnsweredAt == null).toList();
        if (!waiting.isEmpty()) {
            acknowledge(connection, waiting);
        }
    }

    private void acknowledge(Connection connection, List<Conversation> waiting) throws SQLException {
        Promising.Offers offers = promising.offers(connection, waiting);
        Map<UUID, SlaClock> firstReplies = firstReplies(connection, waiting);
        promising.keep(connection, waiting.stream()
                .map(one -> Pledge.acknowledging(one, promise(offers, one, firstReplies.get(one.id)))).toList());
    }

    private Map<UUID, SlaClock> firstReplies(Connection connection, List<Conversation> waiting) throws SQLException {
        return clocks.firstReplies(connection, waiting.stream().map(one -> one.id).toList()).stream()
                .filter(SlaClock::isOwed)
                .collect(Collectors.toMap(SlaClock::conversation, Function.identity(), (one, other) -> one));
    }

    /** On the calendar of the conversation's policy; on that of the office where no first reply is owed. */
    private Happening promise(Promising.Offers offers, Conversation conversation, SlaClock firstReply) {
        Instant due = firstReply == null ? null : firstReply.due();
        WorkingCalendar calendar = firstReply == null
                ? policies.calendar()
                : policies.calendar(firstReply.target().calendar());
        Reckoning.Promised promised = offers.until(conversation, due, calendar);
        return Happening.acknowledged(offers.id(), offers.now(), promised.until(), promised.because());
    }
}
