package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.agenda.Agenda;
import contacthub.contact.agenda.Agenda.Plan;
import contacthub.contact.agenda.AgendaItem;
import contacthub.contact.clock.BrokenPromises;
import contacthub.contact.clock.Happening;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.policy.SlaPolicies;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.security.Roles;

/**
 * Tells a customer once that a promise was broken, with an apology and a new time (spec 40). What breaks again, or
 * whose customer cannot be written to, is a matter for a person: it comes on the supervisors' agenda.
 */
@ApplicationScoped
class Renewing implements Batches.Work {

    private final BrokenPromises broken;
    private final Promising promising;
    private final SlaPolicies policies;
    private final Agenda agenda;
    private final Ids ids;
    private final Clock clock;
    private final Worker worker;

    Renewing(BrokenPromises broken, Promising promising, SlaPolicies policies, Agenda agenda, Ids ids,
            Clock clock, Batches batches) {
        this.broken = broken;
        this.promising = promising;
        this.policies = policies;
        this.agenda = agenda;
        this.ids = ids;
        this.clock = clock;
        this.worker = new Worker("broken-promises", () -> batches.run(this));
    }

    /** A conversation and the promise in it that was broken last. */
    private record Broken(Conversation conversation, SlaClock promise) {

        String because() {
            return promise.isRenewedPromise()
                    ? "The time promised with an apology, " + promise.due() + ", has passed as well"
                    : "The promised time, " + promise.due() + ", has passed, and we have no address to write to";
        }

        boolean isForAPerson() {
            return promise.isRenewedPromise() || conversation.replyPath == null;
        }
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    @Override
    public List<UUID> due(Connection connection, int most) throws SQLException {
        return broken.due(connection, most);
    }

    @Override
    public void postpone(Connection connection, UUID conversation, Duration by) throws SQLException {
        broken.postpone(connection, conversation, by);
    }

    @Override
    public void on(Connection connection, List<Conversation> held) throws SQLException {
        List<Broken> missed = missed(connection, held);
        if (!missed.isEmpty()) {
            renew(connection, missed.stream().filter(one -> !one.isForAPerson()).toList());
            plan(connection, missed.stream().filter(Broken::isForAPerson).toList());
        }
    }

    /** Where the customer was told a later time meanwhile, that one stands. */
    private List<Broken> missed(Connection connection, List<Conversation> held) throws SQLException {
        Map<UUID, SlaClock> latest = new HashMap<>();
        broken.claim(connection, held.stream().map(one -> one.id).toList())
                .forEach(promise -> latest.put(promise.conversation(), promise));
        return held.stream().filter(one -> one.isOpen() && latest.containsKey(one.id))
                .map(one -> new Broken(one, latest.get(one.id))).filter(one -> one.promise.isBreached()).toList();
    }

    private void renew(Connection connection, List<Broken> missed) throws SQLException {
        Promising.Offers offers = promising.offers(connection, missed.stream().map(Broken::conversation).toList());
        promising.keep(connection, missed.stream().map(one -> Pledge.renewing(one.conversation,
                promise(offers, one), one.promise)).toList());
    }

    private Happening promise(Promising.Offers offers, Broken one) {
        Reckoning.Promised promised = offers.until(one.conversation, null,
                policies.calendar(one.promise.target().calendar()));
        return Happening.renewed(offers.id(), offers.now(), promised.until(), promised.because());
    }

    private void plan(Connection connection, List<Broken> missed) throws SQLException {
        Map<UUID, UUID> customers = CustomerRef.owners(connection,
                missed.stream().map(one -> one.conversation.address).toList());
        Instant now = clock.instant();
        List<Plan> plans = new ArrayList<>();
        for (Broken one : missed) {
            UUID address = one.conversation.address;
            plans.add(Plan.of(ids.at(now), AgendaItem.LOOK, "See that the customer is answered",
                    customers.get(address), address, one.conversation.id, now, Roles.SUPERVISOR, one.because()));
        }
        agenda.plan(connection, plans);
    }
}
