package contacthub.contact.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.Course.Terms;
import contacthub.contact.policy.Circumstances;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Ruling;
import contacthub.contact.policy.Target;

/** What becomes of the clocks of one conversation (spec 40, the table and the known answers). */
class CourseTest {

    private static final WorkingCalendar OFFICE = WorkingCalendar.office(ZoneOffset.UTC);
    /** A Monday, 09:00, when the office opens. */
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private long ids;

    private static Instant at(int hour, int minute) {
        return NINE.plus(Duration.ofMinutes((hour - 9) * 60L + minute));
    }

    private UUID id() {
        return new UUID(7, ids++);
    }

    private Happening contact(int hour, int minute) {
        return Happening.contact(id(), at(hour, minute));
    }

    private Happening answer(int hour, int minute) {
        return Happening.answer(id(), at(hour, minute), false);
    }

    /** Every kind has two hours, for VIP one; a segment without clocks is asked for nothing. */
    private static Ruling rule(Circumstances of) {
        if ("none".equals(of.segment())) {
            return new Ruling("none", 1, Map.of(), "");
        }
        boolean vip = "vip".equals(of.segment());
        Map<ClockKind, Target> targets = new HashMap<>();
        Stream.of(ClockKind.values()).filter(ClockKind::isByPolicy).forEach(kind -> targets.put(kind,
                new Target(vip ? "vip" : "standard", 1, "office", vip ? 60 : 120, kind.waits())));
        return new Ruling(vip ? "vip" : "standard", 1, targets, "");
    }

    private Course course(Happening... happenings) {
        var matter = new Matter(id(), id(), "email", "question", Map.of());
        var course = new Course(matter,
                new Terms((revision, of) -> rule(of), name -> OFFICE, key -> id()), Standing.fresh(1));
        Stream.of(happenings).sorted(Happening.ORDER).forEach(course::take);
        return course;
    }

    private static List<SlaClock> of(Course course, ClockKind kind) {
        return course.changed().stream().filter(clock -> clock.kind() == kind).toList();
    }

    private static SlaClock only(Course course, ClockKind kind) {
        assertThat(of(course, kind)).hasSize(1);
        return of(course, kind).get(0);
    }

    @Test
    void countsNextReplyFromTheFirstOfThreeUnansweredMessages() {
        Course course = course(contact(9, 0), contact(9, 30), contact(10, 0), answer(10, 30));

        SlaClock next = only(course, ClockKind.NEXT_REPLY);
        assertThat(next.started()).isEqualTo(at(9, 0));
        assertThat(next.due()).isEqualTo(at(11, 0));
        assertThat(next.isMet()).isTrue();
        assertThat(next.stopped()).isEqualTo(at(10, 30));
    }

    @Test
    void holdsResolutionButNoReplyClockWhileWaitingForTheCustomer() {
        Course course = course(contact(9, 0), Happening.waiting(id(), at(10, 0), null),
                Happening.attended(id(), at(12, 0)));

        assertThat(only(course, ClockKind.RESOLUTION).due()).isEqualTo(at(13, 0));
        assertThat(only(course, ClockKind.FIRST_REPLY).due()).isEqualTo(at(11, 0));
        assertThat(only(course, ClockKind.NEXT_REPLY).due()).isEqualTo(at(11, 0));
    }

    @Test
    void goesOnCountingWhenTheCustomerWritesOrTheTimeHasCome() {
        Course written = course(contact(9, 0), Happening.waiting(id(), at(10, 0), null), contact(10, 30));
        Course over = course(contact(9, 0), Happening.waiting(id(), at(10, 0), at(10, 30)), contact(10, 45));

        assertThat(only(written, ClockKind.RESOLUTION).due()).isEqualTo(at(11, 30));
        assertThat(only(over, ClockKind.RESOLUTION).due()).isEqualTo(at(11, 30));
    }

    @Test
    void doesNotCountTimeSpentResolvedAfterAReopening() {
        Course course = course(contact(9, 0), answer(9, 30), Happening.resolved(id(), at(10, 0)),
                Happening.reopened(id(), at(14, 0)));

        SlaClock resolution = only(course, ClockKind.RESOLUTION);
        assertThat(resolution.isRunning()).isTrue();
        assertThat(resolution.used()).isEqualTo(Duration.ofHours(1));
        assertThat(resolution.due()).isEqualTo(at(15, 0));
    }

    @Test
    void startsAnUpdateClockWithEachAnswerWhileTheMatterIsOpen() {
        Course course = course(contact(9, 0), answer(9, 30), answer(10, 0), Happening.resolved(id(), at(10, 30)),
                answer(11, 0));

        assertThat(of(course, ClockKind.UPDATE)).extracting(SlaClock::state).containsExactly("met", "cancelled");
    }

    @Test
    void breachesWhatIsAnsweredLateAndKeepsWhenThatWas() {
        SlaClock first = only(course(contact(9, 0), answer(11, 1)), ClockKind.FIRST_REPLY);

        assertThat(first.isBreached()).isTrue();
        assertThat(first.ended()).isEqualTo(at(11, 0));
        assertThat(first.stopped()).isEqualTo(at(11, 1));
        assertThat(first.used()).isEqualTo(Duration.ofMinutes(121));
        assertThat(only(course(contact(9, 0), answer(11, 0)), ClockKind.FIRST_REPLY).isMet()).isTrue();
    }

    @Test
    void keepsUsedTimeWhenTheSegmentChangesAndCountsTheRestOnTheNewTarget() {
        Course course = course(contact(9, 0), Happening.segment(id(), at(9, 40), "vip"));

        SlaClock first = only(course, ClockKind.FIRST_REPLY);
        assertThat(first.used()).isEqualTo(Duration.ofMinutes(40));
        assertThat(first.due()).isEqualTo(at(10, 0));
        assertThat(first.because()).contains("vip", "60 working minutes", "instead of 120", "40 were used");
    }

    @Test
    void isDueAtOnceWhenTheNewTargetIsUsedUpAlready() {
        Course course = course(contact(9, 0), Happening.segment(id(), at(10, 30), "vip"));

        assertThat(only(course, ClockKind.FIRST_REPLY).due()).isEqualTo(at(10, 30));
    }

    @Test
    void leavesAPassedDeadlineWhereItWasWhenTheSegmentChangesLater() {
        SlaClock first = only(course(contact(9, 0), Happening.segment(id(), at(12, 0), "vip"), answer(12, 30)),
                ClockKind.FIRST_REPLY);

        assertThat(first.isBreached()).isTrue();
        assertThat(first.due()).isEqualTo(at(11, 0));
    }

    @Test
    void cancelsWhatTheNewPolicyDoesNotAskForAndWakesItAgain() {
        Course course = course(contact(9, 0), Happening.segment(id(), at(9, 30), "none"));
        assertThat(course.changed()).allSatisfy(clock -> assertThat(clock.isCancelled()).isTrue());

        course.take(Happening.segment(id(), at(10, 30), null));
        assertThat(only(course, ClockKind.FIRST_REPLY).due()).isEqualTo(at(12, 0));
    }

    @Test
    void keepsAPromiseByTheNextAnswer() {
        Course course = course(contact(9, 0), Happening.acknowledged(id(), at(9, 1), at(10, 0), "the queue"),
                answer(9, 30));

        assertThat(of(course, ClockKind.PROMISE)).extracting(SlaClock::state).containsExactly("met");
    }

    @Test
    void letsTheLatestPromiseStandAndForgivesNoneThatWasBroken() {
        Course course = course(contact(9, 0), Happening.acknowledged(id(), at(9, 1), at(10, 0), "the queue"),
                Happening.promised(id(), at(9, 2), at(9, 5), "said so"),
                Happening.renewed(id(), at(9, 6), at(9, 40), "the queue"), answer(9, 30));

        assertThat(of(course, ClockKind.PROMISE)).extracting(SlaClock::state).containsExactly("cancelled", "breached",
                "met");
    }

    @Test
    void needsNoAcknowledgementWhenItTurnsOutThatAPersonHadAnsweredBefore() {
        Course course = course(contact(9, 0), answer(9, 1),
                Happening.acknowledged(id(), at(9, 2), at(10, 0), "the queue"));

        assertThat(only(course, ClockKind.PROMISE).isCancelled()).isTrue();
    }

    @Test
    void stopsAStepWhenItIsDone() {
        Happening step = Happening.step(id(), at(9, 30), at(12, 0), "Answer the complaint in writing.");
        Course course = course(contact(9, 0), step, answer(10, 0));
        assertThat(only(course, ClockKind.STEP).isRunning()).isTrue();

        course.take(Happening.stepDone(id(), at(11, 0), step.id()));
        assertThat(only(course, ClockKind.STEP).isMet()).isTrue();
    }

    @Test
    void keepsNoClockThatNothingCanBecomeOf() {
        Course course = course(contact(9, 0));
        for (int i = 1; i < 100; i++) {
            course.take(contact(9, i)).take(answer(9, i));
        }

        assertThat(course.standing().open()).hasSizeLessThanOrEqualTo(3);
    }
}
