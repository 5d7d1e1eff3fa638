package contacthub.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Knows when the hub has done everything it was given: nothing waits in an outbox or the spill, no clock is due, and
 * every consumer stands at the end of what it reads, twice in a row at the same ends.
 */
public final class Quiet {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int PARTITIONS = 24;
    private static final List<Reading> READINGS = List.of(
            new Reading("contact", "contact-service", "contact-intake"),
            new Reading("contact", "contact-service.segments", "segment-events"),
            new Reading("contact", "contact-service.notifications", "notification-events"),
            new Reading("segment", "segment-service", "contact-events"),
            new Reading("notification", "notification-service", "contact-events"),
            new Reading("notification", "notification-service-segments", "segment-events"));

    private final RunningHub hub;

    public Quiet(RunningHub hub) {
        this.hub = hub;
    }

    private record Reading(String database, String consumer, String topic) {}

    /** Returns when the hub is quiet. */
    public void await() {
        try (Admin admin = admin()) {
            List<Map<String, Long>> seen = new ArrayList<>();
            Awaitility.await("the hub to be quiet").atMost(PATIENCE).pollInterval(LOOK).pollInSameThread()
                    .ignoreExceptions().until(() -> isQuietAgain(admin, seen));
        }
    }

    private boolean isQuietAgain(Admin admin, List<Map<String, Long>> seen) throws Exception {
        boolean nothingWaits = hub.ledger().waiting() == 0;
        Map<String, Long> ends = ends(admin);
        if (!nothingWaits || !READINGS.stream().allMatch(reading -> hasRead(reading, ends))) {
            seen.clear();
            return false;
        }
        boolean again = !seen.isEmpty() && seen.get(seen.size() - 1).equals(ends);
        seen.add(ends);
        return again;
    }

    private boolean hasRead(Reading reading, Map<String, Long> ends) {
        Map<String, Long> next = hub.ledger().offsets(reading.database, reading.consumer, reading.topic);
        return IntStream.range(0, PARTITIONS).allMatch(partition -> next.getOrDefault(Integer.toString(partition),
                0L) >= ends.get(reading.topic + "-" + partition));
    }

    /** How many events the intake log has had so far. */
    long logged() {
        try (Admin admin = admin()) {
            return ends(admin).entrySet().stream().filter(end -> end.getKey().startsWith("contact-intake-"))
                    .mapToLong(Map.Entry::getValue).sum();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka does not say where its topics end", e);
        }
    }

    /** The topics of dead letters there are. */
    public Set<String> deadLetters() {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get().stream().filter(name -> name.contains(".dead."))
                    .collect(Collectors.toSet());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka does not list its topics", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", hub.parts().bootstrapServers()));
    }

    private static Map<String, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = READINGS.stream().map(Reading::topic).distinct()
                .flatMap(topic -> IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<String, Long> ends = new TreeMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        return ends;
    }
}
