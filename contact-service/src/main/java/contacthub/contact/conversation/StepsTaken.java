package contacthub.contact.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import contacthub.contact.agenda.Agenda.Plan;
import contacthub.contact.agenda.AgendaItem;
import contacthub.contact.clock.Happening;
import contacthub.contact.clock.Ladder.Climb;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.contact.timeline.Entry;
import contacthub.contracts.ClockFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;

/** The steps of ladders that are taken in one transaction, and all that they leave behind. */
final class StepsTaken {

    private final Function<Instant, UUID> ids;
    private final Instant now;
    private final Map<String, Map<String, Long>> presence;
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final Map<UUID, List<Happening>> raised = new HashMap<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event<?>> events = new ArrayList<>();

    /**
     * None yet.
     *
     * @param ids new ones of a moment
     * @param presence by role, who is here and how many open conversations each owns
     */
    StepsTaken(Function<Instant, UUID> ids, Instant now, Map<String, Map<String, Long>> presence) {
        this.ids = ids;
        this.now = now;
        this.presence = new HashMap<>();
        presence.forEach((role, loads) -> this.presence.put(role, new HashMap<>(loads)));
    }

    void take(Conversation conversation, UUID customer, Climb climb) {
        climb.steps().forEach(step -> new Taken(conversation, customer, climb.clock(), step).take());
    }

    List<Conversation> changed() {
        return List.copyOf(changed.values());
    }

    /** What became more urgent, by conversation. */
    Map<UUID, List<Happening>> raised() {
        return raised;
    }

    List<Plan> plans() {
        return plans;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Event<?>> events() {
        return events;
    }

    /** Of those who are here the one with the fewest open conversations, who gets one more; never the one who has it. */
    private Optional<String> successor(String role, String owner) {
        Map<String, Long> loads = presence.getOrDefault(role, Map.of());
        Optional<String> chosen = loads.keySet().stream().filter(name -> !name.equals(owner))
                .min(Comparator.comparing((String name) -> loads.get(name)).thenComparing(name -> name));
        chosen.ifPresent(name -> loads.merge(name, 1L, Long::sum));
        return chosen;
    }

    /** One step for one clock. */
    private final class Taken {

        private final Conversation conversation;
        private final UUID customer;
        private final SlaClock clock;
        private final Step step;
        private final String because;

        Taken(Conversation conversation, UUID customer, SlaClock clock, Step step) {
            this.conversation = conversation;
            this.customer = customer;
            this.clock = clock;
            this.step = step;
            this.because = step.afterMinutes() + " minutes after the deadline of " + clock.kind().text() + ", "
                    + clock.due();
        }

        void take() {
            record(new ClockFact.Escalated(clock.id().toString(), clock.kind().text(), clock.due(),
                    step.afterMinutes(), step.act(), step.to(), clock.target().policy()),
                    "Ladder: " + step.act().replace('_', ' ') + " " + step.to());
            switch (step.act()) {
                case "notify" -> plan(AgendaItem.LOOK, "See that the customer is answered");
                case "plan_call" -> plan(AgendaItem.CALL, "Call the customer");
                case "reassign" -> reassign();
                default -> raise();
            }
        }

        private void plan(String kind, String what) {
            plans.add(
                    Plan.of(ids.apply(now), kind, what, customer, conversation.address, conversation.id, now, step.to(),
                            because));
        }

        private void reassign() {
            String before = conversation.owner;
            conversation.owner = successor(step.to(), before).orElse(null);
            changed.put(conversation.id, conversation);
            record(new ConversationFact.Assigned(conversation.id.toString(), conversation.owner, before, because),
                    conversation.owner == null ? "Back to the queue" : "Assigned to " + conversation.owner);
        }

        private void raise() {
            if (!conversation.isLessThan(step.to())) {
                return;
            }
            String before = conversation.priority;
            conversation.priority = step.to();
            changed.put(conversation.id, conversation);
            UUID id = record(new ConversationFact.Prioritised(conversation.id.toString(), step.to(), before, null,
                    because), "Priority " + step.to());
            raised.computeIfAbsent(conversation.id, any -> new ArrayList<>())
                    .add(Happening.priority(id, now, step.to()));
        }

        private UUID record(Fact fact, String summary) {
            UUID id = ids.apply(now);
            entries.add(Entry.own(conversation.address, id, Ids.time(id), FactTypes.name(fact.getClass()),
                    Entry.INTERNAL, Entry.summary(summary + ": " + because), Json.text(fact), conversation.id));
            events.add(Event.of(fact, id.toString(), Matters.SOURCE, customer.toString(), now)
                    .in(conversation.id.toString()));
            return id;
        }
    }
}
