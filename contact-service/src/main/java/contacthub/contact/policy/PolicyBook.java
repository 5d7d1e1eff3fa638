package contacthub.contact.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All policies in all their versions: what the ordered list was at each revision, and which of it matches. */
final class PolicyBook implements Rules {

    private final Collection<Policy> versions;
    private final Map<Version, Policy> usable;
    private final Map<Long, List<Policy>> lists = new ConcurrentHashMap<>();

    private record Version(String name, long version) {}

    PolicyBook(Collection<Policy> versions) {
        this.versions = List.copyOf(versions);
        this.usable = versions.stream().filter(Policy::isUsable).collect(
                Collectors.toMap(policy -> new Version(policy.name(), policy.version()), policy -> policy));
    }

    /** One that can be used, in one of its versions. */
    Optional<Policy> version(String name, long version) {
        return Optional.ofNullable(usable.get(new Version(name, version)));
    }

    /** The list at a revision, those that cannot be used too. */
    List<Policy> at(long revision) {
        return lists.computeIfAbsent(revision, this::list);
    }

    private List<Policy> list(long revision) {
        Map<String, Policy> latest = new TreeMap<>();
        for (Policy version : versions) {
            if (version.revision() <= revision) {
                latest.merge(version.name(), version, (one, other) -> one.version() > other.version() ? one : other);
            }
        }
        return latest.values().stream().filter(policy -> !policy.deleted())
                .sorted(Comparator.comparing(Policy::position).thenComparing(Policy::name)).toList();
    }

    /** First match wins; one that cannot be used is passed over. */
    @Override
    public Ruling choose(long revision, Circumstances circumstances) {
        List<String> because = new ArrayList<>();
        for (Policy policy : at(revision)) {
            if (!policy.isUsable()) {
                because.add("Policy " + policy.name() + " cannot be used: " + policy.fault() + ".");
                continue;
            }
            Optional<String> mismatch = policy.mismatch(circumstances);
            if (mismatch.isEmpty()) {
                because.add("Policy " + policy.name() + " matches.");
                return policy.ruling(because);
            }
            because.add("Policy " + policy.name() + " does not match: " + mismatch.get() + ".");
        }
        because.add("No policy matches.");
        return new Ruling(null, 0, Map.of(), String.join(" ", because));
    }
}
