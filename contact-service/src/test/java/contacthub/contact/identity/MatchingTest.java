package contacthub.contact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MatchingTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void mergesWhatNothingSpeaksAgainst() {
        var world = new World();
        world.meet(NOW, "email:a");
        world.meet(NOW, "phone:1");
        world.meet(NOW, "email:a", "phone:1");
        assertThat(world.areOne("email:a", "phone:1")).isTrue();
    }

    @Test
    void neverMergesTwoStrongIdentifiersOfOneTypeByItself() {
        var world = new World();
        Person one = world.meet(NOW, "email:a", "phone:1");
        Person two = world.meet(NOW, "email:b");
        world.meet(NOW, "email:b", "phone:1");
        assertThat(world.areOne("email:b", "phone:1")).isFalse();
        assertThat(world.suspected).containsExactly(Set.of(one.id, two.id));
        assertThat(world.because).contains("guard", "email");
    }

    @Test
    void letsNoPhoneJoinTwoMailAddressesEvenWhereOneIsNew() {
        var world = new World();
        world.meet(NOW, "email:a", "phone:1");
        world.meet(NOW, "email:b", "phone:1");
        assertThat(world.areOne("email:a", "email:b")).isFalse();
    }

    @Test
    void givesACustomerAtMostOneExternalNumber() {
        var world = new World();
        world.meet(NOW, "external:shop/1", "email:a");
        world.meet(NOW, "external:shop/2", "email:a");
        assertThat(world.areOne("external:shop/1", "external:shop/2")).isFalse();
        assertThat(world.areOne("external:shop/1", "email:a")).isTrue();
    }

    @Test
    void dropsTheWeakestAddressOverALimitAndCountsAnewAfterThePeriod() {
        var world = new World();
        IntStream.rangeClosed(1, 6).forEach(i -> world.meet(NOW, "email:a", "web:" + i));
        assertThat(world.owners).containsKeys("web:1", "web:5").doesNotContainKey("web:6");
        assertThat(world.because).contains("limit: web 5 in 7 days: web dropped", "matched by email");
        world.meet(NOW.plus(Duration.ofDays(8)), "email:a", "web:6");
        assertThat(world.areOne("email:a", "web:6")).isTrue();
    }

    @Property(tries = 200)
    void neverMakesOnePersonOfASharedTablet(@ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        var world = new World();
        var random = new Random(seed);
        String[] types = { "external", "email", "phone", "telegram"};
        String type = types[random.nextInt(types.length)];
        List<Integer> visits = new ArrayList<>(IntStream.range(0, 60).map(i -> i % 20).boxed().toList());
        Collections.shuffle(visits, random);
        visits.forEach(who -> world.meet(NOW, type + ":" + who, "web:tablet"));
        assertThat(world.owners.values().stream().map(Person::root).distinct()).hasSize(20);
    }

    /** People with one value of each type each, who show some of them at a time: whatever the order, the same people. */
    @Property(tries = 300)
    void endsInTheSamePeopleInEveryOrderOfArrival(@ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
        var random = new Random(seed);
        List<String[]> events = new ArrayList<>();
        for (int person = 0; person < 3; person++) {
            List<String> all = List.of("external:shop/" + person, "email:" + person, "phone:" + person,
                    "telegram:" + person, "web:" + person);
            for (int i = 0; i < 4; i++) {
                Set<String> some = new LinkedHashSet<>(
                        all.stream().filter(address -> random.nextInt(3) == 0).collect(Collectors.toList()));
                some.add(all.get(random.nextInt(all.size())));
                events.add(some.stream().sorted((a, b) -> all.indexOf(a) - all.indexOf(b)).toArray(String[]::new));
            }
        }
        var first = new World();
        events.forEach(event -> first.meet(NOW, event));
        for (int order = 0; order < 5; order++) {
            Collections.shuffle(events, random);
            var other = new World();
            events.forEach(event -> other.meet(NOW, event));
            assertThat(other.groups()).isEqualTo(first.groups());
        }
    }
}
