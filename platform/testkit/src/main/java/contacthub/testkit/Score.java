package contacthub.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often a rule is right on somebody else's data, by group: what it has reached once may not fall again. */
public final class Score {

    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Counts one answer as right where it equals the expected one; {@code of} tells the reader which one is wrong. */
    public void count(String group, Object expected, Object answer, String of) {
        boolean right = Objects.equals(expected, answer);
        counts.computeIfAbsent(group, name -> new int[2])[right ? 0 : 1]++;
        if (!right) {
            wrong.add(group + ": " + of + " is " + answer + " instead of " + expected);
        }
    }

    /** Prints the table and the wrong answers; fails where a group has another number of right answers than was reached. */
    public void assertReached(Map<String, Integer> reached) {
        System.out.println("| group | right | wrong |\n| --- | --- | --- |");
        counts.forEach((group, both) -> System.out.printf("| %s | %d | %d |%n", group, both[0], both[1]));
        wrong.forEach(System.out::println);
        Map<String, Integer> right = counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, group -> group.getValue()[0], (a, b) -> a, TreeMap::new));
        if (!right.equals(new TreeMap<>(reached))) {
            throw new AssertionError("right are " + right + ", reached before were " + new TreeMap<>(reached) + "\n"
                    + String.join("\n", wrong));
        }
    }
}
