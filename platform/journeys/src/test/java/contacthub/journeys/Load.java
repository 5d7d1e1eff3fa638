package contacthub.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What is posted, and how many timeline entries of each type must come of it. */
record Load(List<Posting> postings, Map<String, Long> expected) {

    private static final int SENDERS = 4;

    /** Postings with these events in them; those that share source and id are one. */
    static Load of(List<Posting> postings, List<? extends JsonNode> events) {
        Map<String, String> typeByIdentity = events.stream().collect(Collectors.toMap(
                event -> event.path("source").asText() + " " + event.path("id").asText(),
                event -> event.path("type").asText(), (one, same) -> one));
        return new Load(postings, typeByIdentity.values().stream()
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting())));
    }

    Load plus(Load other) {
        Map<String, Long> both = new TreeMap<>(expected);
        other.expected.forEach((type, count) -> both.merge(type, count, Long::sum));
        return new Load(Stream.concat(postings.stream(), other.postings.stream()).toList(), both);
    }

    /** The same postings in three parts, in their order. */
    List<List<Posting>> thirds() {
        int size = postings.size();
        return List.of(postings.subList(0, size / 3), postings.subList(size / 3, size * 2 / 3),
                postings.subList(size * 2 / 3, size));
    }

    /** How many events and updates are posted, repeated ones counted each time. */
    long posted() {
        return postings.stream().mapToLong(Posting::events).sum();
    }

    /** Posts everything by several senders at once; returns when all is accepted. */
    void deliver(Integration integration) {
        deliver(postings, integration, new AtomicLong());
    }

    /** The same for some postings; counts what is accepted while it goes on. */
    static void deliver(List<Posting> postings, Integration integration, AtomicLong accepted) {
        ConcurrentLinkedQueue<Posting> left = new ConcurrentLinkedQueue<>(postings);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(CompletableFuture.runAsync(() -> empty(left, integration, accepted), senders));
            }
            all.forEach(CompletableFuture::join);
        } finally {
            senders.shutdownNow();
        }
    }

    private static void empty(ConcurrentLinkedQueue<Posting> left, Integration integration, AtomicLong accepted) {
        for (Posting next = left.poll(); next != null; next = left.poll()) {
            integration.deliver(next);
            accepted.addAndGet(next.events());
        }
    }
}
