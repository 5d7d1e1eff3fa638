package contacthub.contact.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What merging and undoing must lead to, by spec 25, rules 5 and 6, and nothing else: customers are numbers, a history
 * belongs to the address it came over, a merge takes addresses and completes the master's profile, an undo gives both
 * back unless they were changed since.
 */
final class People {

    private final Map<Integer, Map<String, Object>> profiles = new TreeMap<>();
    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    private final Map<String, Integer> owners = new LinkedHashMap<>();
    private final Map<String, List<Said>> histories = new HashMap<>();
    private final List<Merge> merges = new ArrayList<>();

    /** Something that happened, at a minute of the made-up time; how its line must read. */
    static final class Said {

        final int minute;
        String line;

        Said(int minute, String line) {
            this.minute = minute;
            this.line = line;
        }
    }

    /** A merge that stands: by field of the profile the value before and after, and the addresses it took. */
    record Merge(String id, int master, int other, Map<String, List<Object>> fields, Set<String> took) {}

    void born(int person, Map<String, Object> profile, List<String> addresses) {
        profiles.put(person, new TreeMap<>(profile));
        addresses.forEach(address -> owners.put(address, person));
    }

    /** Those who are nobody else's part, in the order in which they were first seen. */
    List<Integer> whole() {
        return profiles.keySet().stream().filter(person -> !mergedInto.containsKey(person)).toList();
    }

    Set<Integer> all() {
        return profiles.keySet();
    }

    int root(int person) {
        return mergedInto.containsKey(person) ? root(mergedInto.get(person)) : person;
    }

    List<String> addresses() {
        return List.copyOf(owners.keySet());
    }

    Set<String> addressesOf(int person) {
        Set<String> held = new TreeSet<>();
        owners.forEach((address, owner) -> {
            if (owner == person) {
                held.add(address);
            }
        });
        return held;
    }

    Map<String, Object> profile(int person) {
        return profiles.get(person);
    }

    /** Newest first. */
    List<Said> historyOf(int person) {
        return addressesOf(person).stream().flatMap(address -> histories.getOrDefault(address, List.of()).stream())
                .sorted((one, other) -> Integer.compare(other.minute, one.minute)).toList();
    }

    void said(String address, Said said) {
        histories.computeIfAbsent(address, key -> new ArrayList<>()).add(said);
    }

    void gained(String address, String by) {
        owners.put(address, owners.get(by));
    }

    int owner(String address) {
        return owners.get(address);
    }

    /** A contact tells a profile: only what was not known is news. */
    void told(String address, Map<String, Object> profile) {
        profile.forEach(profiles.get(owners.get(address))::putIfAbsent);
    }

    /** An operator corrects: null removes. */
    void edited(int person, String field, Object value) {
        put(profiles.get(person), field, value);
    }

    private static void put(Map<String, Object> profile, String field, Object value) {
        if (value == null) {
            profile.remove(field);
        } else {
            profile.put(field, value);
        }
    }

    /** The value of each field after a merge; what is not chosen goes by default. */
    Map<String, Object> joined(int master, int other, Map<String, String> choices, Set<String> fields) {
        Map<String, Object> joined = new TreeMap<>();
        for (String field : fields) {
            put(joined, field, chosen(choices.getOrDefault(field, "default"), profiles.get(master).get(field),
                    profiles.get(other).get(field), master < other));
        }
        return joined;
    }

    private static Object chosen(String choice, Object mine, Object others, boolean masterIsOlder) {
        return switch (choice) {
            case "master" -> mine;
            case "other" -> others;
            case "oldest" -> masterIsOlder ? or(mine, others) : or(others, mine);
            case "most-recent" -> masterIsOlder ? or(others, mine) : or(mine, others);
            case "sum" ->
                mine == null || others == null || mine.equals(others) ? or(mine, others) : mine + " " + others;
            default -> or(mine, others);
        };
    }

    private static Object or(Object one, Object next) {
        return one == null ? next : one;
    }

    void merged(String id, int master, int other, Map<String, Object> joined, Set<String> fields) {
        Map<String, List<Object>> changed = new HashMap<>();
        for (String field : fields) {
            Object before = profiles.get(master).get(field);
            Object after = joined.get(field);
            if (!Objects.equals(before, after)) {
                changed.put(field, java.util.Arrays.asList(before, after));
                put(profiles.get(master), field, after);
            }
        }
        merges.add(new Merge(id, master, other, changed, new LinkedHashSet<>(addressesOf(other))));
        addressesOf(other).forEach(address -> owners.put(address, master));
        mergedInto.put(other, master);
    }

    List<Merge> standing() {
        return List.copyOf(merges);
    }

    /** Undoes any merge that stands, also one below another: the later ones did not bring those addresses then. */
    void undone(Merge merge) {
        int root = root(merge.master);
        Set<Integer> way = new LinkedHashSet<>();
        for (int at = merge.master; at != root; at = mergedInto.get(at)) {
            way.add(at);
        }
        merge.fields.forEach((field, values) -> {
            if (Objects.equals(profiles.get(merge.master).get(field), values.get(1))) {
                put(profiles.get(merge.master), field, values.get(0));
            }
        });
        merge.took.stream().filter(address -> owners.get(address) == root).forEach(address -> {
            owners.put(address, merge.other);
            merges.stream().filter(later -> way.contains(later.other)).forEach(later -> later.took.remove(address));
        });
        mergedInto.remove(merge.other);
        merges.remove(merge);
    }
}
