package contacthub.contact.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Everybody met so far, as the database would know them. */
final class World {

    private final Limits limits = new Limits("1", "5/365d", "5/365d", "5/365d", "5/7d");
    final Map<String, Person> owners = new HashMap<>();
    final Set<Set<UUID>> suspected = new HashSet<>();
    String because;
    private int made;

    Person meet(Instant at, String... addresses) {
        List<NormalAddress> claim = Arrays.stream(addresses).map(World::address).toList();
        var matching = new Matching(limits, address -> owner(address.ref()), (one, other) -> false);
        var decision = matching.decide(claim, at);
        because = Matching.sentence(decision);
        Person person = decision.people().isEmpty()
                ? new Person(new UUID(0, ++made), true, null, null)
                : decision.people().get(0);
        for (Person other : decision.people()) {
            if (other != person) {
                other.join(person);
            }
        }
        decision.gained().forEach(address -> {
            owners.put(address.ref(), person);
            person.gain(address, at);
        });
        decision.suspects().forEach(suspect -> suspected.add(Set.of(person.id, suspect.person().root().id)));
        return person;
    }

    private Person owner(String ref) {
        Person owner = owners.get(ref);
        return owner == null ? null : owner.root();
    }

    private static NormalAddress address(String ref) {
        int colon = ref.indexOf(':');
        return new NormalAddress(ref.substring(0, colon), ref.substring(colon + 1), null);
    }

    /** Which addresses belong together, whoever they belong to. */
    Set<Set<String>> groups() {
        Map<UUID, Set<String>> groups = new HashMap<>();
        owners.keySet().forEach(ref -> groups.computeIfAbsent(owner(ref).id, id -> new TreeSet<>()).add(ref));
        return new HashSet<>(groups.values());
    }

    boolean areOne(String one, String other) {
        return owner(one) == owner(other);
    }
}
