package contacthub.contact.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.contact.identity.Febrl;

/** The public FEBRL data: how many of 500 pairs, one record of each spoilt on purpose, are proposed, and how many others. */
class FebrlLikenessTest {

    private static final int ENOUGH = 9;

    @Test
    void proposesMostPairsAndHardlyAnyOthers() throws IOException {
        List<Febrl> records = Febrl.records();
        Map<UUID, Febrl> byId = new HashMap<>();
        List<Somebody> people = new ArrayList<>();
        records.forEach(record -> {
            people.add(somebody(record));
            byId.put(people.get(people.size() - 1).id(), record);
        });
        int compared = 0;
        int right = 0;
        int wrong = 0;
        Set<String> found = new HashSet<>();
        for (Set<Somebody> pair : pairs(people)) {
            List<Somebody> two = List.copyOf(pair);
            compared++;
            int score = Likeness.of(two.get(0), two.get(1)).score();
            assertThat(Likeness.of(two.get(1), two.get(0)).score()).as("the other way round").isEqualTo(score);
            if (score >= ENOUGH) {
                boolean one = byId.get(two.get(0).id()).person().equals(byId.get(two.get(1).id()).person());
                right += one ? 1 : 0;
                wrong += one ? 0 : 1;
                if (one) {
                    found.add(byId.get(two.get(0).id()).person());
                }
            }
        }
        long conflicts = Febrl.conflicts(records).size();
        long recovered = Febrl.conflicts(records).stream().filter(found::contains).count();
        System.out.printf("""
                FEBRL 1, names, year of birth and town only: %,d of %,d pairs compared
                | true pairs | proposed right | proposed wrong | recall | precision | of those whose number differs |
                | --- | --- | --- | --- | --- | --- |
                | 500 | %d | %d | %.3f | %.3f | %d of %d |
                """, compared, records.size() * (records.size() - 1) / 2, right, wrong, right / 500.0,
                right / (double) Math.max(1, right + wrong), recovered, conflicts);
        assertThat(right).as("pairs found").isGreaterThanOrEqualTo(380);
        assertThat(wrong).as("pairs of two people").isLessThanOrEqualTo(2);
    }

    private static Somebody somebody(Febrl record) {
        return new Somebody(UUID.nameUUIDFromBytes(record.id().getBytes()), record.last(), record.first(), null,
                record.birthYear(), null, record.town(), List.of(), List.of());
    }

    /** Those that share a key. */
    private static Set<Set<Somebody>> pairs(List<Somebody> people) {
        Map<Long, List<Somebody>> byKey = new HashMap<>();
        people.forEach(one -> Keys.of(one).forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(one)));
        Set<Set<Somebody>> pairs = new HashSet<>();
        for (List<Somebody> sharing : byKey.values()) {
            for (Somebody one : sharing) {
                sharing.stream().filter(two -> two != one).forEach(two -> pairs.add(Set.of(one, two)));
            }
        }
        return pairs;
    }
}
