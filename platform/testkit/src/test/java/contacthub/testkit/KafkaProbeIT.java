package contacthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The probe finds what was sent, and nothing else. */
class KafkaProbeIT {

    private static KafkaProbe probe;

    @BeforeAll
    static void open() {
        HubStack.ensureStarted();
        probe = KafkaProbe.open();
    }

    @AfterAll
    static void close() {
        probe.close();
    }

    @Test
    void findsRecordWithItsHeaders() {
        probe.send("contact-intake", "a", "привет", Map.of("ce_id", "1"));
        var record = probe.await("contact-intake", found -> "a".equals(found.key()));
        assertThat(KafkaProbe.text(record)).isEqualTo("привет");
        assertThat(KafkaProbe.header(record, "ce_id")).contains("1");
    }

    @Test
    void listsOnlyWantedRecords() {
        probe.send("segment-events", "wanted", "yes", Map.of());
        probe.send("segment-events", "other", "no", Map.of());
        assertThat(probe.present("segment-events", record -> "wanted".equals(record.key()))).hasSize(1)
                .extracting(KafkaProbe::text).containsExactly("yes");
    }

    @Test
    void survivesOutageOfBroker() {
        HubStack.killKafka();
        HubStack.startKafka();
        probe.send("contact-events", "after", "outage", Map.of());
        assertThat(probe.await("contact-events", record -> "after".equals(record.key()))).isNotNull();
    }
}
