package contacthub.contact.clock;

import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;
import contacthub.contracts.ClockFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.runtime.sql.Transactions;
import contacthub.testkit.KafkaProbe;

/** Several claimers on one database, as several instances are. */
@RunningService
class DeadlinesIT {

    private static final Optional<String> BREACHED = Optional.of(FactTypes.name(ClockFact.Breached.class));
    private static final int CLOCKS = 400;
    private static final int CLAIMERS = 4;
    /** Falling due one after the other within two seconds, so that claimers meet again and again. */
    private static final String SOON = """
            UPDATE sla_clock c SET due_at = due.at, next_at = due.at
            FROM (SELECT s.id, now() + interval '500 milliseconds' + row_number() OVER (ORDER BY s.id)
                    * interval '5 milliseconds' AS at
                FROM sla_clock s JOIN address a ON a.id = s.address_id
                WHERE a.value = ANY (?) AND s.kind = 'first-reply') due
            WHERE c.id = due.id RETURNING c.id::text""";
    private static final String FIRST_REPLIES = """
            SELECT s.id::text FROM sla_clock s JOIN address a ON a.id = s.address_id
            WHERE a.value = ANY (?) AND s.kind = 'first-reply'""";
    private static final String LINES = """
            SELECT clock_id::text FROM clock_log WHERE clock_id = ANY (?::uuid[]) AND act = 'breach'""";
    private static final String EARLY = """
            SELECT clock_id::text FROM clock_log
            WHERE clock_id = ANY (?::uuid[]) AND act = 'breach' AND recorded_at < due_after""";

    @Inject
    Transactions transactions;

    @Inject
    BeanManager beans;

    @Test
    void firesEachClockOnceAndNeverEarlyHoweverManyClaim() {
        List<String> customers = written();
        await().until(() -> ids(FIRST_REPLIES, customers).size() == CLOCKS);
        List<Deadlines> claimers = Stream.generate(this::claimer).limit(CLAIMERS).toList();
        try {
            claimers.forEach(one -> one.start(null));
            List<String> clocks = ids(SOON, customers);
            assertThat(told(Set.copyOf(clocks))).hasSize(CLOCKS);
            assertThat(ids(LINES, clocks)).hasSize(CLOCKS).doesNotHaveDuplicates();
            assertThat(ids(EARLY, clocks)).isEmpty();
        } finally {
            claimers.forEach(one -> one.stop(null));
        }
    }

    private List<String> ids(String sql, List<String> which) {
        return transactions.inNew(connection -> ids(connection, sql, which));
    }

    private static List<String> ids(Connection connection, String sql, List<String> which) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", which.toArray()));
            List<String> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }

    /** The clocks of which the topic says that their deadline passed, once all do. */
    private static List<String> told(Set<String> clocks) {
        try (KafkaProbe probe = KafkaProbe.open()) {
            Predicate<ConsumerRecord<String, byte[]>> wanted = one -> BREACHED.equals(KafkaProbe.header(one, "ce_type"))
                    && clocks.contains(clockOf(one));
            probe.await(Topics.CONTACT_EVENTS, clocks.size(), wanted);
            return probe.present(Topics.CONTACT_EVENTS, wanted).stream().map(DeadlinesIT::clockOf).toList();
        }
    }

    private static String clockOf(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), ClockFact.Breached.class).clock();
    }

    /** One more than the service has, as another instance would have it. */
    private Deadlines claimer() {
        @SuppressWarnings("unchecked")
        var bean = (Bean<Deadlines>) beans.resolve(beans.getBeans(Deadlines.class));
        return bean.create(beans.createCreationalContext(bean));
    }

    private static List<String> written() {
        List<String> customers = IntStream.range(0, CLOCKS).mapToObj(i -> newEmail()).toList();
        List<Map<String, Object>> events = customers.stream()
                .map(email -> event("contacthub.contact.received.v1", contact(email, "Where is it?"))).toList();
        for (int i = 0; i < CLOCKS; i += 100) {
            integration().contentType("application/cloudevents-batch+json").body(Json.bytes(events.subList(i, i + 100)))
                    .post("/api/v1/events").then().statusCode(202);
        }
        return customers;
    }
}
