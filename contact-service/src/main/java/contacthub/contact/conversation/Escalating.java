package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.agenda.Agenda;
import contacthub.contact.clock.Isolation;
import contacthub.contact.clock.Isolation.Which;
import contacthub.contact.clock.Ladder;
import contacthub.contact.clock.Ladder.Climb;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.operator.Operators;
import contacthub.contact.timeline.Timeline;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.outbox.Worker;

/**
 * Takes the steps of ladders (spec 40): with a conversation's row held, as whoever records an answer holds it, it looks
 * once more whether the answer has come, and takes a step only where none has.
 */
@ApplicationScoped
class Escalating implements Ladder.Climbing {

    private final Ladder ladder;
    private final Conversations conversations;
    private final Progress progress;
    private final Operators operators;
    private final Agenda agenda;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Worker worker;

    Escalating(Ladder ladder, Conversations conversations, Progress progress, Operators operators, Agenda agenda,
            Timeline timeline, Outbox outbox, Ids ids, Clock clock, Isolation isolation) {
        this.ladder = ladder;
        this.conversations = conversations;
        this.progress = progress;
        this.operators = operators;
        this.agenda = agenda;
        this.timeline = timeline;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.worker = new Worker("ladder", () -> isolation.run(this));
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    @Override
    public int on(Connection connection, Which which) throws SQLException {
        Map<UUID, List<UUID>> due = ladder.due(connection, which);
        if (due.isEmpty()) {
            return 0;
        }
        List<Conversation> free = conversations.free(connection, due.keySet());
        ladder.rest(connection, clocks(due, free.stream().filter(one -> !one.isOpen()).toList()));
        List<Conversation> open = free.stream().filter(Conversation::isOpen).toList();
        List<Climb> climbs = ladder.climb(connection, clocks(due, open)).stream()
                .filter(climb -> !climb.steps().isEmpty()).toList();
        if (!climbs.isEmpty()) {
            take(connection, climbs, open);
        }
        return clocks(due, free).size();
    }

    private static List<UUID> clocks(Map<UUID, List<UUID>> due, List<Conversation> of) {
        return of.stream().flatMap(one -> due.get(one.id).stream()).toList();
    }

    private void take(Connection connection, List<Climb> climbs, List<Conversation> open) throws SQLException {
        Map<UUID, Conversation> byId = open.stream().collect(Collectors.toMap(one -> one.id, Function.identity()));
        Map<UUID, UUID> customers = CustomerRef.owners(connection, open.stream().map(one -> one.address).toList());
        Instant now = clock.instant();
        var taking = new StepsTaken(ids::at, now, presence(connection, climbs));
        for (Climb climb : climbs) {
            Conversation conversation = byId.get(climb.clock().conversation());
            taking.take(conversation, customers.get(conversation.address), climb);
        }
        List<Conversation> raised = open.stream().filter(one -> taking.raised().containsKey(one.id)).toList();
        progress.go(connection, raised, taking.raised());
        conversations.update(connection, taking.changed());
        agenda.plan(connection, taking.plans());
        timeline.append(connection, taking.entries());
        outbox.publish(connection, taking.events());
    }

    /** Who is here of each role that is to take over, and how many conversations each of them owns. */
    private Map<String, Map<String, Long>> presence(Connection connection, List<Climb> climbs) throws SQLException {
        Map<String, Map<String, Long>> presence = new HashMap<>();
        List<String> roles = new ArrayList<>();
        climbs.forEach(climb -> climb.steps().stream().filter(step -> step.reassign() != null)
                .forEach(step -> roles.add(step.reassign())));
        for (String role : roles) {
            if (!presence.containsKey(role)) {
                presence.put(role, operators.present(connection, role));
            }
        }
        return presence;
    }
}
