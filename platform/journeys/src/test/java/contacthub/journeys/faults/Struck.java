package contacthub.journeys.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import org.awaitility.Awaitility;

import contacthub.journeys.Ledger;
import contacthub.journeys.RunningHub;
import contacthub.stack.PackagedHub;

/** The hub that a fault strikes, while traffic goes on. */
final class Struck {

    private static final List<String> SERVICES = List.of("contact", "segment", "notification");
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final RunningHub hub;
    private final boolean doubled;
    private final String run;
    private final History history;
    private final Random random;

    Struck(RunningHub hub, boolean doubled, String run, History history, long seed) {
        this.hub = hub;
        this.doubled = doubled;
        this.run = run;
        this.history = history;
        this.random = new Random(seed);
    }

    RunningHub hub() {
        return hub;
    }

    PackagedHub parts() {
        return hub.parts();
    }

    Ledger ledger() {
        return hub.ledger();
    }

    Random random() {
        return random;
    }

    /** With what every mark of this run begins. */
    String run() {
        return run;
    }

    /** All instances of a service. */
    List<String> instances(String service) {
        return doubled ? List.of(service, service + "-2") : List.of(service);
    }

    /** All instances of all services. */
    List<String> instances() {
        return SERVICES.stream().flatMap(service -> instances(service).stream()).toList();
    }

    /** Where one of the instances of a service listens; the traffic's choice is not part of the seed. */
    URI anyInstance(String service) {
        List<String> instances = instances(service);
        return parts().url(instances.get(ThreadLocalRandom.current().nextInt(instances.size())));
    }

    /** One of several by the seed. */
    <T> T any(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** Returns when so many more operations were begun. */
    void afterOperations(int more) {
        int until = history.operations() + more;
        Awaitility.await(until + " operations").atMost(PATIENCE).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2)).until(() -> history.operations() >= until);
    }

    /** Returns after a while. */
    static void afterTime(Duration time) {
        Awaitility.await("a while").pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    void kill(String part) {
        parts().kill(part);
        say("killed " + part);
    }

    void down(String part) {
        parts().down(part);
        say(part + " is down");
    }

    void freeze(String part) {
        parts().freeze(part);
        say("froze " + part);
    }

    void thaw(String part) {
        parts().thaw(part);
        say("thawed " + part);
    }

    /** Starts what is down, or these parts. */
    void up(String... which) {
        parts().up(which);
        say(which.length == 0 ? "all is up" : String.join(" and ", which) + " is up");
    }

    void say(String what) {
        history.note(what);
    }
}
