package contacthub.journeys.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The faults of spec 85, each with how it strikes and how it is healed. */
final class Faults {

    private static final int KILLS = 20;
    private static final int BETWEEN = 60;

    static final List<Fault> ALL = List.of(
            Fault.of("calm", hub -> 0),
            Fault.of("kills", Faults::kills),
            Fault.of("kafka-killed", hub -> killed(hub, "kafka")),
            Fault.of("kafka-frozen", hub -> frozen(hub, "kafka", Duration.ofSeconds(30))),
            Fault.of("kafka-gone", hub -> gone(hub, "kafka", Duration.ofMinutes(5))),
            Fault.of("postgres-killed", hub -> killed(hub, "postgres")),
            Fault.of("postgres-frozen", hub -> frozen(hub, "postgres", Duration.ofSeconds(30))),
            Fault.of("postgres-gone", hub -> gone(hub, "postgres", Duration.ofSeconds(90))),
            Fault.of("postgres-gone-long", hub -> gone(hub, "postgres", Duration.ofMinutes(10))),
            Fault.of("both-gone-kafka-first", hub -> bothGone(hub, "kafka", "postgres")),
            Fault.of("both-gone-postgres-first", hub -> bothGone(hub, "postgres", "kafka")),
            Fault.of("rolling-restart", Faults::rollingRestart),
            Fault.of("zombie", Faults::zombie),
            Fault.of("joining-and-leaving", Faults::joiningAndLeaving));

    private Faults() {
    }

    /** Instances of services at random, a random number of operations apart. */
    private static int kills(Struck hub) {
        for (int i = 0; i < KILLS; i++) {
            hub.kill(hub.any(hub.instances()));
            hub.up();
            hub.afterOperations(1 + hub.random().nextInt(BETWEEN));
        }
        return 0;
    }

    static int killed(Struck hub, String part) {
        hub.kill(part);
        hub.up(part);
        return 0;
    }

    static int frozen(Struck hub, String part, Duration time) {
        hub.freeze(part);
        Struck.afterTime(time);
        hub.thaw(part);
        return 0;
    }

    static int gone(Struck hub, String part, Duration time) {
        hub.down(part);
        Struck.afterTime(time);
        hub.up(part);
        return 0;
    }

    /** Both stores end; the one that ended first comes back first. */
    private static int bothGone(Struck hub, String first, String second) {
        hub.down(first);
        hub.afterOperations(1 + hub.random().nextInt(BETWEEN));
        hub.down(second);
        Struck.afterTime(Duration.ofSeconds(10));
        hub.up(first);
        Struck.afterTime(Duration.ofSeconds(10));
        hub.up(second);
        return 0;
    }

    private static int rollingRestart(Struck hub) {
        for (String instance : hub.instances()) {
            hub.down(instance);
            hub.up(instance);
        }
        return 0;
    }

    /** An owner of partitions, shards and claims stands still until others have taken them, and then goes on. */
    private static int zombie(Struck hub) {
        List<String> frozen = new ArrayList<>(hub.instances().stream().filter(one -> one.endsWith("-2")).toList());
        Collections.shuffle(frozen, hub.random());
        frozen.forEach(hub::freeze);
        Struck.afterTime(Duration.ofSeconds(60));
        frozen.forEach(hub::thaw);
        return 0;
    }

    private static int joiningAndLeaving(Struck hub) {
        for (int i = 0; i < 6; i++) {
            String instance = hub.any(hub.instances().stream().filter(one -> one.endsWith("-2")).toList());
            hub.down(instance);
            Struck.afterTime(Duration.ofSeconds(5));
            hub.up(instance);
            Struck.afterTime(Duration.ofSeconds(5));
        }
        return 0;
    }
}
