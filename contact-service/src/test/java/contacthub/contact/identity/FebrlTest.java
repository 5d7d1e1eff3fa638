package contacthub.contact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** The public FEBRL data: 500 people, each with one record as it is and one that was spoilt on purpose. */
class FebrlTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void neverMergesTwoPeopleAndFindsThoseWhoseNumberIsWhole() throws IOException {
        List<Febrl> records = new ArrayList<>(Febrl.records());
        Set<Set<Set<String>>> outcomes = new HashSet<>();
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(records, new Random(order));
            outcomes.add(people(records));
        }
        assertThat(outcomes).as("the same in every order").hasSize(1);
        Set<Set<String>> people = outcomes.iterator().next();
        long right = people.stream().filter(records2 -> records2.size() > 1 && areOne(records2)).count();
        long wrong = people.stream().filter(records2 -> !areOne(records2)).count();
        long conflicts = Febrl.conflicts(records).size();
        System.out.printf(
                "FEBRL 1: %d records, 500 true pairs: merged right %d, merged wrong %d, %d pairs differ in the "
                        + "number: recall %.3f, precision %.3f%n",
                records.size(), right, wrong, conflicts, right / 500.0,
                right / (double) Math.max(1, right + wrong));
        assertThat(wrong).as("people merged who are two").isZero();
        assertThat(right).isEqualTo(500 - conflicts);
    }

    /** The records that ended as one customer each. */
    private static Set<Set<String>> people(List<Febrl> records) {
        var world = new World();
        Map<String, UUID> owners = new HashMap<>();
        for (Febrl record : records) {
            owners.put(record.id(), world.meet(NOW, "external:ssn/" + record.number()).id);
        }
        return new HashSet<>(owners.entrySet().stream().collect(Collectors.groupingBy(Map.Entry::getValue,
                Collectors.mapping(Map.Entry::getKey, Collectors.toSet()))).values());
    }

    private static boolean areOne(Set<String> records) {
        return records.stream().map(FebrlTest::person).distinct().count() == 1;
    }

    /** {@code rec-223} of {@code rec-223-org} and {@code rec-223-dup-0}. */
    private static String person(String record) {
        return record.substring(0, record.indexOf('-', 4));
    }
}
