package contacthub.contact.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.identity.NormalAddress;
import contacthub.contact.identity.Normaliser;
import contacthub.contact.intake.IntakeLog.Line;
import contacthub.contracts.Address;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem.FieldError;

/** Takes events that have been read: checks their data, and makes them durable. */
@ApplicationScoped
public class Intake {

    private final IntakeLog log;
    private final Normaliser normaliser;
    private final Clock clock;

    Intake(IntakeLog log, Normaliser normaliser, Clock clock) {
        this.log = log;
        this.normaliser = normaliser;
        this.clock = clock;
    }

    /** What is wrong with an event's data; nothing when it may be taken. */
    public List<FieldError> check(Posted posted) {
        return DataRules.check(posted);
    }

    /**
     * Makes checked events durable, all or none.
     *
     * @param trace the W3C trace context of the request, for events without their own
     * @return completes once every one is on the log or spilled; fails with a 503 problem when neither was possible
     */
    public CompletableFuture<Receipt> take(List<Posted> events, String trace) {
        Instant now = clock.instant();
        return log.append(events.stream().map(event -> line(event, now, trace)).toList());
    }

    /** Whether Kafka is away and events are spilled: what can wait should. */
    public boolean isSpilling() {
        return log.isSpilling();
    }

    private Line line(Posted event, Instant now, String trace) {
        Map<String, String> headers = new LinkedHashMap<>();
        event.extensions().forEach((name, value) -> headers.put("ce_" + name, value));
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_source", event.source());
        headers.put("ce_type", event.type());
        headers.put("ce_time", (event.time() == null ? now : event.time()).toString());
        headers.put("ce_recordedtime", now.toString());
        headers.putIfAbsent("ce_traceparent", trace);
        headers.values().removeIf(value -> value == null);
        headers.put("content-type", "application/json");
        return new Line(key(event), headers, event.data());
    }

    /** The sender's strongest address, so that one sender's events stay in order; the event itself where there is none. */
    private String key(Posted event) {
        return senders(event.type(), event.data()).stream().findFirst().map(NormalAddress::ref)
                .orElseGet(() -> event.source() + "#" + event.id());
    }

    /** Who an event of this type says it is from, strongest address first. */
    List<NormalAddress> senders(String type, byte[] data) {
        return normaliser.normalise(FactTypes.named(type).map(fact -> Senders.of(Json.read(data, fact)))
                .orElseGet(() -> outside(data)));
    }

    static List<Address> outside(byte[] data) {
        JsonNode customer = Json.read(data, JsonNode.class).path("customer");
        return customer.path("type").isTextual() && customer.path("value").isTextual()
                ? List.of(new Address(customer.path("type").textValue(), customer.path("value").textValue(),
                        customer.path("name").textValue()))
                : List.of();
    }
}
