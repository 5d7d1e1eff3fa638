package contacthub.notification;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.notification.channel.email.SigningDomain;
import contacthub.runtime.event.Wire;
import contacthub.testkit.HubStack;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.Mailbox;
import contacthub.testkit.TestAccounts;

/** The service on a real broker, database and mail server, told facts as contact-service tells them. */
@WithTestResource(value = HubStack.class, scope = TestResourceScope.GLOBAL, initArgs = @io.quarkus.test.common.ResourceArg(name = "database", value = "notification"))
@WithTestResource(value = Mailbox.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = SigningDomain.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BotApiPeer.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = SandboxPeer.class, scope = TestResourceScope.GLOBAL)
public abstract class RunningService {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);
    protected static final String ZONE = "Europe/Moscow";
    /** Noon in Moscow on a Thursday that no test run reaches. */
    protected static final Instant PROMISED = Instant.parse("2099-01-01T09:00:00Z");

    private static KafkaProbe probe;

    @BeforeAll
    static void openProbe() {
        probe = KafkaProbe.open();
        TestAccounts.publish();
    }

    /** REST Assured knows the service's port from here on. */
    @BeforeEach
    void awaitAccounts() {
        Awaitility.await("accounts").atMost(PATIENCE)
                .until(() -> operator().get("/api/v1/channels").statusCode() == 200);
    }

    @AfterAll
    static void closeProbe() {
        if (probe != null) {
            probe.close();
        }
    }

    /** A request by an operator. */
    protected static RequestSpecification operator() {
        return given().auth().preemptive().basic(TestAccounts.OPERATOR.user(), TestAccounts.OPERATOR.secret());
    }

    /** A new customer with these addresses, known to the service. */
    protected static UUID customer(String language, Address... addresses) {
        UUID customer = UUID.randomUUID();
        tell(Event.of(new CustomerFact.Identified(List.of(addresses), null, language), UUID.randomUUID().toString(),
                "/contact-service", customer.toString(), Instant.parse("2026-01-01T00:00:00Z")));
        Awaitility.await("the customer").atMost(PATIENCE).until(
                () -> operator().get("/api/v1/customers/" + customer + "/preferences").statusCode() == 200);
        return customer;
    }

    /** A fact of contact-service about a customer in a conversation, with an id of its own. */
    protected static Event<?> fact(Fact fact, UUID customer, String conversation) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer.toString(),
                Instant.parse("2026-01-01T00:00:00Z")).in(conversation);
    }

    /** Puts it on the topic of its owner. */
    protected static void tell(Event<?> event) {
        probe.send(event.topic(), event.subject(), Json.bytes(event.data()), Wire.headers(event));
    }

    /** The first fact of that kind that this service told of a customer, waited for. */
    protected static ConsumerRecord<String, byte[]> told(UUID customer, Class<? extends Fact> fact) {
        return probe.await(Topics.NOTIFICATION_EVENTS, record -> is(record, customer, fact));
    }

    /** Those facts told so far. */
    protected static List<ConsumerRecord<String, byte[]>> toldSoFar(UUID customer, Class<? extends Fact> fact) {
        return probe.present(Topics.NOTIFICATION_EVENTS, record -> is(record, customer, fact));
    }

    /** The only notification of a customer, once it is in that state. */
    protected static String awaitNotification(UUID customer, String state) {
        return Awaitility.await("a notification " + state).atMost(PATIENCE)
                .until(() -> operator().queryParam("customer", customer).queryParam("state", state)
                        .get("/api/v1/notifications").jsonPath().<String>getList("data.id"), ids -> ids.size() == 1)
                .get(0);
    }

    /** What the service says of a notification. */
    protected static ValidatableResponse notification(String id) {
        return operator().get("/api/v1/notifications/" + id).then().statusCode(200);
    }

    private static boolean is(ConsumerRecord<String, byte[]> record, UUID customer, Class<? extends Fact> fact) {
        return customer.toString().equals(record.key())
                && KafkaProbe.header(record, "ce_type").filter(FactTypes.name(fact)::equals).isPresent();
    }
}
