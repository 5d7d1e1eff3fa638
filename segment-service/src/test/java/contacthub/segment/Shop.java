package contacthub.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import contacthub.contracts.Address;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.testkit.HubStack;
import contacthub.testkit.KafkaProbe;

/** Tells of purchases as contact-service does, and listens to what segment-service says of them. */
public final class Shop implements AutoCloseable {

    private static final String SOURCE = "https://shop.example/orders";

    private final KafkaProbe probe = KafkaProbe.open();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", HubStack.bootstrapServers(), "acks", "all", "linger.ms", "5", "batch.size",
                    "65536", "compression.type", "lz4"),
            new ByteArraySerializer(), new ByteArraySerializer());

    /** One purchase with an order number of its own, as an event about that customer. */
    public static Event<PurchaseFact.Recorded> purchase(String customer, Instant at, String amount) {
        return purchase(customer, at, amount, "USD");
    }

    /** The same in that currency. */
    public static Event<PurchaseFact.Recorded> purchase(String customer, Instant at, String amount, String currency) {
        String order = UUID.randomUUID().toString();
        return Event.of(new PurchaseFact.Recorded(Address.of("external", "shop/" + customer), order,
                new BigDecimal(amount), currency, null, null, null), "order-" + order, SOURCE, customer, at);
    }

    /** Puts events on contact-events; returns when the broker has all of them. */
    public void tell(List<? extends Event<?>> events) {
        List<Future<?>> sent = new ArrayList<>();
        for (Event<?> event : events) {
            sent.add(producer.send(record(event)));
        }
        sent.forEach(Shop::join);
    }

    public void tell(Event<?>... events) {
        tell(List.of(events));
    }

    /** Puts something on contact-events that claims to be a purchase of that customer. */
    public void tellNonsense(String customer, String id, String data) {
        Event<PurchaseFact.Recorded> shape = purchase(customer, Instant.EPOCH, "1");
        Map<String, String> headers = Wire.headers(shape);
        headers.put("ce_id", id);
        probe.send(Topics.CONTACT_EVENTS, customer, data, headers);
    }

    /** The first fact of that kind about that customer for which it is so; waited for. */
    public <T extends Fact> ConsumerRecord<String, byte[]> heard(String customer, Class<T> fact,
            java.util.function.Predicate<T> wanted) {
        return probe.await(Topics.SEGMENT_EVENTS,
                record -> is(record, customer, fact) && wanted.test(Json.read(record.value(), fact)));
    }

    /** All facts of that kind told about that customer so far. */
    public <T extends Fact> List<T> heardSoFar(String customer, Class<T> fact) {
        return probe.present(Topics.SEGMENT_EVENTS, record -> is(record, customer, fact)).stream()
                .map(record -> Json.read(record.value(), fact)).toList();
    }

    /** The dead letter of an event; waited for. */
    public ConsumerRecord<String, byte[]> buried(String id) {
        return probe.await(Topics.CONTACT_EVENTS + ".dead.segment-service",
                record -> KafkaProbe.header(record, "ce_id").equals(Optional.of(id)));
    }

    private static boolean is(ConsumerRecord<String, byte[]> record, String customer, Class<? extends Fact> fact) {
        return customer.equals(record.key())
                && KafkaProbe.header(record, "ce_type").equals(Optional.of(FactTypes.name(fact)));
    }

    private static ProducerRecord<byte[], byte[]> record(Event<?> event) {
        return Wire.record(event.topic(), event.subject(), Wire.headers(event),
                Json.text(event.data()).getBytes(UTF_8));
    }

    private static void join(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sending", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("Kafka does not take the record", e);
        }
    }

    @Override
    public void close() {
        probe.close();
        producer.close();
    }
}
