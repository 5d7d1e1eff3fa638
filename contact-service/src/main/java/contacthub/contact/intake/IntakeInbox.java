package contacthub.contact.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.reactive.messaging.annotations.Blocking;

import contacthub.contact.attachment.Attachments;
import contacthub.contact.conversation.Exchange;
import contacthub.contact.conversation.Matters;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.ErasedAddresses;
import contacthub.contact.identity.Identified;
import contacthub.contact.identity.Identities;
import contacthub.contact.identity.Normaliser;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.Event;
import contacthub.runtime.event.Received;
import contacthub.runtime.inbox.Inbox;
import contacthub.runtime.outbox.Outbox;

/**
 * Projects the intake log: each batch is one transaction in which every event finds its customer, its matter and its
 * line on the timeline, and is passed on to the other services.
 */
@ApplicationScoped
class IntakeInbox {

    private final Inbox inbox;
    private final Normaliser normaliser;
    private final Identities identities;
    private final Matters matters;
    private final Timeline timeline;
    private final Attachments attachments;
    private final Outbox outbox;
    private final Inbound.Ages ages;

    IntakeInbox(Inbox inbox, Normaliser normaliser, Identities identities, Matters matters, Timeline timeline,
            Attachments attachments, Outbox outbox, IntakeSettings settings,
            @ConfigProperty(name = "hub.promise.acknowledge-within") Duration acknowledgeable) {
        this.inbox = inbox;
        this.normaliser = normaliser;
        this.identities = identities;
        this.matters = matters;
        this.timeline = timeline;
        this.attachments = attachments;
        this.outbox = outbox;
        this.ages = new Inbound.Ages(settings.retention(), acknowledgeable);
    }

    @Incoming("contact-intake")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.process("contact-service", records, this::project);
    }

    private void project(Connection connection, List<Received> fresh) throws SQLException {
        List<Inbound> all = fresh.stream().map(event -> Inbound.read(event, normaliser, ages)).toList();
        Map<UUID, UUID> erased = erasedSince(connection, all);
        keepNameless(connection, all, erased);
        List<Inbound> inbound = all.stream().filter(one -> !erased.containsKey(one.id())).toList();
        List<Identified> senders = identities.resolve(connection, inbound.stream().map(Inbound::claim).toList());
        Map<UUID, UUID> conversations = matters.take(connection, exchanges(inbound, senders));
        List<Entry> entries = new ArrayList<>(inbound.size());
        List<Event<?>> events = new ArrayList<>(inbound.size());
        for (int i = 0; i < inbound.size(); i++) {
            UUID conversation = conversations.get(inbound.get(i).id());
            entries.add(inbound.get(i).entry(senders.get(i), conversation));
            inbound.get(i).passedOn(senders.get(i), conversation).ifPresent(events::add);
        }
        timeline.append(connection, entries);
        outbox.publish(connection, events);
    }

    /** The erased customers whom these events were from when they were taken, by event; those come too late. */
    private static Map<UUID, UUID> erasedSince(Connection connection, List<Inbound> inbound) throws SQLException {
        ErasedAddresses addresses = ErasedAddresses.among(connection,
                inbound.stream().flatMap(one -> one.addresses().stream()).toList());
        Map<UUID, UUID> erased = new HashMap<>();
        inbound.forEach(one -> addresses.customer(one.addresses(), one.recorded())
                .ifPresent(customer -> erased.put(one.id(), customer)));
        return erased;
    }

    private void keepNameless(Connection connection, List<Inbound> inbound, Map<UUID, UUID> erased)
            throws SQLException {
        if (erased.isEmpty()) {
            return;
        }
        List<Inbound> late = inbound.stream().filter(one -> erased.containsKey(one.id())).toList();
        CustomerRef.ensureOwnAddresses(connection, erased.values());
        attachments.forget(connection, late.stream().map(Inbound::id).toList());
        timeline.append(connection, late.stream().map(one -> one.nameless(erased.get(one.id()))).toList());
        List<Event<?>> amounts = new ArrayList<>();
        late.forEach(one -> one.amountOf(erased.get(one.id())).ifPresent(amounts::add));
        outbox.publish(connection, amounts);
    }

    private static List<Exchange> exchanges(List<Inbound> inbound, List<Identified> senders) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < inbound.size(); i++) {
            exchanges.addAll(inbound.get(i).exchanges(senders.get(i)));
        }
        return exchanges;
    }
}
