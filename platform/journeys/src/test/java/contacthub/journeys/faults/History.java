package contacthub.journeys.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import contacthub.contracts.Json;
import contacthub.journeys.faults.Thing.Kind;

/**
 * What was asked of the hub and what it answered, in the words of Jepsen's histories: every operation is invoked, and
 * then ok, fail (it has certainly not happened) or info (nobody knows). Written line by line as JSON while it grows.
 */
final class History implements AutoCloseable {

    /** The same key at the same time, or used for another body: what it was used for is not undone by this. */
    private static final String KEY_IN_USE = "409";

    private final BufferedWriter file;
    private final Map<Kind, Map<String, Known>> known = new EnumMap<>(Kind.class);
    private final List<Thing> things = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int operations;

    History(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        this.file = Files.newBufferedWriter(path);
        for (Kind kind : Kind.values()) {
            known.put(kind, new LinkedHashMap<>());
        }
    }

    /** How an operation ended. */
    enum Outcome {
        OK, FAIL, INFO
    }

    /** What is known of a thing: whether the hub ever said yes to it. */
    enum Known {
        ASKED, ACCEPTED
    }

    /** An operation that began; answers its number. */
    synchronized int invoke(String what, Collection<Thing> about) {
        about.forEach(thing -> known.get(thing.kind()).putIfAbsent(thing.mark(), Known.ASKED));
        int number = ++operations;
        write(number, "invoke", what, about.stream().map(Thing::mark).toList());
        return number;
    }

    synchronized void end(int number, Outcome outcome, Collection<Thing> about, String detail) {
        if (outcome == Outcome.OK) {
            about.forEach(thing -> known.get(thing.kind()).put(thing.mark(), Known.ACCEPTED));
        }
        outcomes.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.FAIL && !detail.startsWith(KEY_IN_USE)) {
            refusals.add(detail);
        }
        write(number, outcome.name().toLowerCase(Locale.ROOT), detail, List.of());
    }

    /** What happens to the hub, among what is asked of it. */
    synchronized void note(String what) {
        write(0, "nemesis", what, List.of());
        System.out.printf("%s after %,d operations: %s%n", Instant.now(), operations, what);
    }

    /** A read that promised to show something and did not. */
    void stale(String what) {
        stale.add(what);
    }

    /** A thing that may be asked for again. */
    void remember(Thing thing) {
        things.add(thing);
    }

    Optional<Thing> any(Random random) {
        int size = things.size();
        return size == 0 ? Optional.empty() : Optional.of(things.get(random.nextInt(size)));
    }

    synchronized int operations() {
        return operations;
    }

    synchronized Map<String, Known> of(Kind kind) {
        return Map.copyOf(known.get(kind));
    }

    synchronized Map<Outcome, Integer> outcomes() {
        return Map.copyOf(outcomes);
    }

    /** Requests that are good and were refused nevertheless. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    List<String> staleReads() {
        return List.copyOf(stale);
    }

    private void write(int number, String type, String what, List<String> about) {
        try {
            file.write(Json.MAPPER.writeValueAsString(Map.of("n", number, "at", Instant.now().toString(), "type", type,
                    "what", what, "about", about)));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
