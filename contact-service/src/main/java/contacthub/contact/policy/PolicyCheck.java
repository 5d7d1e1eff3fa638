package contacthub.contact.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import contacthub.contact.policy.PolicyForm.Goal;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.runtime.security.Roles;

/** Refuses a policy that makes no sense, naming the field. */
final class PolicyCheck {

    /** Fields of the customer that policies may look at. */
    static final Set<String> CUSTOMER_FIELDS = Set.of("language", "town", "company");

    private static final long MOST_MINUTES = 5L * 366 * 24 * 60;
    private static final int MOST_STEPS = 20;
    private static final int MOST_POSITION = 1_000_000;

    private final Set<String> calendars;
    private final Set<String> channels;
    private final Set<String> kinds;

    PolicyCheck(Set<String> calendars, Set<String> channels, Set<String> kinds) {
        this.calendars = calendars;
        this.channels = channels;
        this.kinds = kinds;
    }

    /** A stored form if it makes sense whatever calendars, channels and kinds there are; nothing of a deleted one. */
    static PolicyForm readable(PolicyForm form, boolean deleted) {
        if (deleted) {
            return null;
        }
        Set<String> calendars = new HashSet<>();
        form.targets().values().forEach(goal -> calendars.add(goal == null ? null : goal.calendar()));
        new PolicyCheck(calendars, form.match().channel(), form.match().kind()).check(form);
        return form;
    }

    /** Throws {@link InvalidPolicy} naming the first field that is wrong. */
    void check(PolicyForm form) {
        require(form.position() != null && form.position() >= 0 && form.position() <= MOST_POSITION, "position",
                "must be a number from 0 to " + MOST_POSITION);
        within("match.channel", form.match().channel(), channels);
        within("match.kind", form.match().kind(), kinds);
        within("match.priority", form.match().priority(), Set.copyOf(Circumstances.PRIORITIES));
        form.match().customer().forEach((field, values) -> {
            require(CUSTOMER_FIELDS.contains(field), "match.customer." + field,
                    "is no field that policies look at; they are " + words(CUSTOMER_FIELDS));
            require(values != null && !values.isEmpty(), "match.customer." + field, "must list its values");
        });
        form.targets().forEach(this::target);
        warnings(form.warnPercent());
        ladder(form.ladder());
    }

    private void target(String name, Goal goal) {
        String field = "targets." + name;
        require(ClockKind.named(name).filter(ClockKind::isByPolicy).isPresent(), field,
                "is no kind of clock that policies set; they are first-reply, next-reply, update, resolution");
        require(goal != null && goal.minutes() != null && goal.minutes() > 0 && goal.minutes() <= MOST_MINUTES,
                field + ".minutes", "must be a number from 1 to " + MOST_MINUTES);
        require(goal.calendar() == null || calendars.contains(goal.calendar()), field + ".calendar",
                "names no calendar");
    }

    private static void warnings(List<Integer> percents) {
        int last = 0;
        for (int i = 0; i < percents.size(); i++) {
            Integer percent = percents.get(i);
            require(percent != null && percent > last && percent < 100, "warn_percent[" + i + "]",
                    "must be a number from 1 to 99, greater than the one before");
            last = percent;
        }
    }

    private static void ladder(List<Step> ladder) {
        require(ladder.size() <= MOST_STEPS, "ladder", "must have at most " + MOST_STEPS + " steps");
        Map<String, Set<String>> held = new HashMap<>();
        Map<String, Integer> raised = new HashMap<>();
        for (int i = 0; i < ladder.size(); i++) {
            String field = "ladder[" + i + "]";
            Step step = ladder.get(i);
            require(step != null, field, "must be a step");
            step(step, field);
            cycle(step, field, held, raised);
        }
    }

    private static void step(Step step, String field) {
        require(step.clock() == null || ClockKind.named(step.clock()).isPresent(), field + ".clock",
                "is no kind of clock");
        require(step.afterMinutes() != null && step.afterMinutes() >= 0 && step.afterMinutes() <= MOST_MINUTES,
                field + ".after_minutes", "must be a number from 0 to " + MOST_MINUTES);
        role(step.tell(), field + ".notify");
        role(step.reassign(), field + ".reassign");
        role(step.planCall(), field + ".plan_call");
        require(step.raisePriority() == null || Circumstances.PRIORITIES.contains(step.raisePriority()),
                field + ".raise_priority",
                "must be one of " + String.join(", ", Circumstances.PRIORITIES));
        int acts = 0;
        for (String act : new String[]{ step.tell(), step.reassign(), step.raisePriority(), step.planCall()}) {
            acts += act == null ? 0 : 1;
        }
        require(acts == 1, field, "must do exactly one of notify, reassign, raise_priority, plan_call");
    }

    /** A ladder only goes up: nobody gets back what was taken from them, no priority falls. */
    private static void cycle(Step step, String field, Map<String, Set<String>> held, Map<String, Integer> raised) {
        String clock = step.clock() == null ? "" : step.clock();
        if (step.reassign() != null) {
            require(held.computeIfAbsent(clock, any -> new HashSet<>()).add(step.reassign()), field + ".reassign",
                    "is a cycle: an earlier step gave it to " + step.reassign() + " already");
        }
        if (step.raisePriority() != null) {
            int level = Circumstances.PRIORITIES.indexOf(step.raisePriority());
            Integer before = raised.put(clock, level);
            require(before == null || level > before, field + ".raise_priority",
                    "is a cycle: an earlier step raised it to as much already");
        }
    }

    private static void role(String role, String field) {
        require(role == null || Roles.PEOPLE.contains(role), field, "is no role; they are " + words(Roles.PEOPLE));
    }

    private static void within(String field, Set<String> values, Set<String> allowed) {
        values.stream().filter(value -> value == null || !allowed.contains(value)).findFirst().ifPresent(value -> {
            throw new InvalidPolicy(field, "'" + value + "' is none of " + words(allowed));
        });
    }

    private static String words(Set<String> allowed) {
        return String.join(", ", allowed.stream().sorted().toList());
    }

    private static void require(boolean met, String field, String reason) {
        if (!met) {
            throw new InvalidPolicy(field, reason);
        }
    }
}
