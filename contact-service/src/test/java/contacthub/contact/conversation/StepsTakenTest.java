package contacthub.contact.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.contact.agenda.AgendaItem;
import contacthub.contact.clock.Ladder.Climb;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.contact.policy.Target;

/** What the steps of a ladder leave behind. */
class StepsTakenTest {

    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID ID = new UUID(7, 1);
    private static final Step NOTIFY = new Step(null, 0L, "supervisor", null, null, null);
    private static final Step REASSIGN = new Step(null, 0L, null, "supervisor", null, null);
    private static final Step RAISE = new Step(null, 0L, null, null, "high", null);
    private static final Step CALL = new Step(null, 0L, null, null, null, "operator");

    private long ids;
    private final StepsTaken taken = new StepsTaken(moment -> new UUID(7, ++ids), TEN,
            Map.of("supervisor", Map.of("anna", 2L, "boris", 0L)));

    private static Conversation ownedBy(String owner) {
        var conversation = new Conversation(new UUID(7, owner == null ? 2 : owner.hashCode()), ID, "email", null, null,
                "question", null, null, TEN.minus(Duration.ofHours(2)));
        conversation.owner = owner;
        return conversation;
    }

    private Conversation climbed(Conversation conversation, Step... steps) {
        var clock = new SlaClock(ID, conversation.id, ID, ClockKind.FIRST_REPLY, 0, "breached", TEN, TEN, TEN, null,
                TEN,
                Duration.ZERO, new Target("orders", 1, null, 60, false), null, null, null);
        taken.take(conversation, ID, new Climb(clock, List.of(steps)));
        return conversation;
    }

    @Test
    void givesToWhoeverHasTheLeastOfThoseWhoAreHere() {
        assertThat(climbed(ownedBy("boris"), REASSIGN).owner).isEqualTo("anna");
        assertThat(climbed(ownedBy("oleg"), REASSIGN).owner).isEqualTo("boris");
        assertThat(climbed(ownedBy(null), REASSIGN).owner).isEqualTo("boris");
    }

    @Test
    void putsItBackIntoTheQueueWhereNobodyOfTheRoleIsHere() {
        var step = new Step(null, 0L, null, "administrator", null, null);
        assertThat(climbed(ownedBy("oleg"), step).owner).isNull();
        assertThat(taken.entries()).last().satisfies(
                entry -> assertThat(entry.summary()).startsWith("Back to the queue: 0 minutes after the deadline"));
    }

    @Test
    void neverLowersAPriority() {
        Conversation urgent = ownedBy("oleg");
        urgent.priority = "urgent";
        assertThat(climbed(urgent, RAISE).priority).isEqualTo("urgent");
        assertThat(climbed(ownedBy("anna"), RAISE).priority).isEqualTo("high");
        assertThat(taken.raised()).hasSize(1);
        assertThat(taken.changed()).hasSize(1);
    }

    @Test
    void tellsEveryStepAndPlansWhatSomebodyMustDo() {
        climbed(ownedBy("oleg"), NOTIFY, CALL);
        assertThat(taken.plans()).extracting(plan -> plan.item().kind()).containsExactly(AgendaItem.LOOK,
                AgendaItem.CALL);
        assertThat(taken.plans()).extracting(plan -> plan.item().role()).containsExactly("supervisor", "operator");
        assertThat(taken.events()).extracting(event -> event.id()).doesNotHaveDuplicates().hasSize(2);
        assertThat(taken.entries()).allSatisfy(entry -> assertThat(entry.direction()).isEqualTo("internal"));
    }
}
