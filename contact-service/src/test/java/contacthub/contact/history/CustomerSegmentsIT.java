package contacthub.contact.history;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.Json;
import contacthub.contracts.ScoreFact;
import contacthub.contracts.SegmentFact;
import contacthub.contracts.SegmentUseFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

/** Of the segments a customer is in, one counts for response times; and policies tell which ones they name. */
@RunningService
class CustomerSegmentsIT {

    private static final String POLICIES = "/api/v1/sla-policies";

    private final KafkaProbe probe = KafkaProbe.open();
    private String email;
    private String customer;

    @BeforeEach
    void meet() {
        email = newEmail();
        timeline("email:" + email,
                accepted(post(event("contacthub.contact.received.v1", contact(email, "hello")))));
        customer = operator().get("/api/v1/customers/email:" + email).path("id");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void countsTheSegmentWithTheLeastPositionAndTheActivityGroupWhereNoneHasOne() {
        enter("activity.vip", null, null);
        awaitSegment("activity.vip");
        enter("custom.quiet", null, null);
        enter("custom.late", null, 20);
        awaitSegment("custom.late");
        enter("custom.early", null, 10);
        awaitSegment("custom.early");
        enter("activity.lost", "activity.vip", null);
        leave("custom.late");
        leave("custom.early");
        awaitSegment("activity.lost");
        leave("activity.lost");
        awaitSegment(null);
    }

    @Test
    void leavingACustomSegmentKeepsTheScoreOnTheCard() {
        tell(new ScoreFact.Changed(Instant.now(), 1, 2, BigDecimal.TEN, 5, 2, 1,
                "growing", "scoring-1"));
        enter("custom.early", null, 10);
        awaitSegment("custom.early");
        leave("custom.early");
        awaitSegment(null);
        assertThat(operator().get("/api/v1/customers/email:" + email + "/card").<Integer>path("score.r"))
                .isEqualTo(5);
    }

    @Test
    void tellsWhichSegmentsAPolicyNamesUntilItIsDeleted() {
        String name = "p" + UUID.randomUUID();
        operator().body(Map.of("name", name, "position", 77, "match",
                Map.of("segment", List.of("custom.early", "activity.vip")), "targets",
                Map.of("first-reply", Map.of("minutes", 5)))).post(POLICIES).then().statusCode(201);
        awaitUse(name, 1, "activity.vip", "custom.early");
        operator().body(Map.of("match", Map.of("segment", "custom.late"))).patch(POLICIES + "/" + name).then()
                .statusCode(200);
        awaitUse(name, 2, "custom.late");
        operator().delete(POLICIES + "/" + name).then().statusCode(204);
        awaitUse(name, 3);
        awaitUse("vip", 1, "activity.vip");
    }

    private void awaitUse(String policy, long version, String... segments) {
        String user = "sla-policy/" + policy;
        probe.await(Topics.SEGMENT_USES, record -> user.equals(record.key())
                && KafkaProbe.header(record, "ce_source").equals(Optional.of("/contact-service"))
                && Json.read(record.value(), SegmentUseFact.Declared.class)
                        .equals(new SegmentUseFact.Declared(user, List.of(segments), version)));
    }

    private void awaitSegment(String segment) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Objects.equals(segment,
                operator().get("/api/v1/customers/email:" + email).<String>path("segment")));
    }

    private void enter(String segment, String previous, Integer position) {
        tell(new SegmentFact.Entered(segment, previous, "1", "12 purchases", Map.of(), position));
    }

    private void leave(String segment) {
        tell(new SegmentFact.Left(segment, null, "1", "no purchases", Map.of()));
    }

    private void tell(Fact fact) {
        var told = Event.of(fact, UUID.randomUUID().toString(), "/segment-service", customer, Instant.now());
        probe.send(Topics.SEGMENT_EVENTS, customer, Json.text(told.data()), Wire.headers(told));
    }
}
