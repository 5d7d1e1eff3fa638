package contacthub.contact.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy in one of its versions.
 *
 * @param revision of the whole list since which this version counts
 * @param form nothing where it cannot be used as it is stored
 * @param fault why it cannot
 */
record Policy(String name, long version, long revision, boolean deleted, int position, PolicyForm form, String fault,
        Instant changedAt, String changedBy) {

    boolean isUsable() {
        return form != null && !deleted;
    }

    /** Why it does not match; nothing where it does. */
    Optional<String> mismatch(Circumstances of) {
        PolicyForm.Match match = form.match();
        return differs("segment", match.segment(), of.segment())
                .or(() -> differs("channel", match.channel(), of.channel()))
                .or(() -> differs("kind", match.kind(), of.kind()))
                .or(() -> differs("priority", match.priority(), of.priority()))
                .or(() -> match.customer().entrySet().stream()
                        .flatMap(field -> differs("customer." + field.getKey(), field.getValue(),
                                of.customer().get(field.getKey())).stream())
                        .findFirst());
    }

    private static Optional<String> differs(String field, Collection<String> wanted, String is) {
        if (wanted.isEmpty() || is != null && wanted.contains(is)) {
            return Optional.empty();
        }
        String words = String.join(" or ", wanted.stream().sorted().toList());
        return Optional.of(field + " is " + (is == null ? "not known" : is) + ", not " + words);
    }

    Map<ClockKind, Target> targets() {
        Map<ClockKind, Target> targets = new EnumMap<>(ClockKind.class);
        form.targets().forEach((text, goal) -> {
            ClockKind kind = ClockKind.of(text);
            boolean waits = goal.pausesWhileWaiting() == null ? kind.waits() : goal.pausesWhileWaiting();
            targets.put(kind, new Target(name, version, goal.calendar(), goal.minutes(), waits));
        });
        return targets;
    }

    /** What it says about a conversation that it matches. */
    Ruling ruling(List<String> because) {
        return new Ruling(name, version, targets(), String.join(" ", because));
    }

    /** The calendars it counts on. */
    Set<String> calendars() {
        return form == null
                ? Set.of()
                : Set.copyOf(form.targets().values().stream().map(PolicyForm.Goal::calendar)
                        .filter(calendar -> calendar != null).toList());
    }
}
