package contacthub.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

/** How long records may stay is counted from the brokers' settings, to the last step. */
class TopicMemoryTest {

    private static Config topic(long retention, long segment, String policy) {
        return new Config(List.of(new ConfigEntry("retention.ms", Long.toString(retention)),
                new ConfigEntry("segment.ms", Long.toString(segment)), new ConfigEntry("file.delete.delay.ms", "60"),
                new ConfigEntry("cleanup.policy", policy)));
    }

    @Test
    void addsRetentionSegmentDeletionAndTheBrokersRound() {
        var memory = TopicMemory.memory(Map.of("contact-intake", topic(7_000, 1_000, "delete"), "contact-events",
                topic(500, 200, "compact,delete")), 5);
        assertThat(memory.longest()).isEqualTo(Duration.ofMillis(7_000 + 1_000 + 60 + 5).plusSeconds(5));
        assertThat(memory.keptOn()).isEmpty();
    }

    @Test
    void namesTopicsThatNeverForget() {
        var memory = TopicMemory.memory(Map.of("a", topic(-1, 1_000, "delete"), "b", topic(10, 10, "compact"), "c",
                topic(10, 10, "delete")), 5);
        assertThat(memory.keptOn()).containsExactly("a", "b");
        assertThat(memory.longest()).isEqualTo(Duration.ofMillis(85).plusSeconds(5));
    }
}
