package contacthub.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How many events each service has yet to read, over all consumer groups that carry its name. */
final class Lag {

    private Lag() {
    }

    /** Services without a consumer group, and all services while the broker does not answer, are left out. */
    static Map<String, Long> of(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "request.timeout.ms", "3000",
                "default.api.timeout.ms", "4000");
        try (Admin admin = Admin.create(settings)) {
            Map<String, Long> lag = new HashMap<>();
            for (GroupListing group : admin.listGroups().all().get()) {
                for (String service : Databases.NAMES) {
                    if (group.groupId().startsWith(service + "-service")) {
                        lag.merge(service, ofGroup(admin, group.groupId()), Long::sum);
                    }
                }
            }
            return lag;
        } catch (ExecutionException | KafkaException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static long ofGroup(Admin admin, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin
                .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group).get();
        Map<TopicPartition, OffsetSpec> latest = List.copyOf(read.keySet()).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        return read.entrySet().stream().filter(entry -> entry.getValue() != null)
                .mapToLong(entry -> Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue().offset())).sum();
    }
}
