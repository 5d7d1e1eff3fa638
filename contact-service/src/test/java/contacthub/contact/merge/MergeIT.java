package contacthub.contact.merge;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PreferenceFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

@RunningService
class MergeIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final Random RANDOM = new Random();

    private static Map<String, Object> address(String type, String value) {
        return Map.of("type", type, "value", value);
    }

    private static Map<String, Object> contact(Object... addresses) {
        return event(RECEIVED, Map.of("channel", "web", "from_all", List.of(addresses), "text", "hello"));
    }

    private static String phone() {
        return "+7916" + (1_000_000 + RANDOM.nextInt(8_999_999));
    }

    /** Posts and waits until it shows; answers the customer's id. */
    private static String tell(Object... addresses) {
        var first = (Map<?, ?>) addresses[0];
        String ref = first.get("type") + ":" + first.get("value");
        timeline(ref, accepted(post(contact(addresses))));
        return id(ref);
    }

    private static String tell(Map<String, Object> profile, String email) {
        var contact = event(RECEIVED,
                Map.of("channel", "email", "from", address("email", email), "text", "hello", "profile", profile));
        timeline("email:" + email, accepted(post(contact)));
        return id("email:" + email);
    }

    private static String id(String ref) {
        return operator().get("/api/v1/customers/" + ref).then().statusCode(200).extract().path("id");
    }

    /** What the customer wrote; an acknowledgement may come at any time. */
    private static List<String> lines(String ref) {
        return timeline(ref, null).getList("data.findAll { it.type == '" + RECEIVED + "' }.id");
    }

    private static ValidatableResponse merge(Map<String, Object> body) {
        return operator().body(Json.text(body)).post("/api/v1/merges").then();
    }

    private static String merged(Map<String, Object> body) {
        return merge(body).statusCode(201).extract().path("merge.id");
    }

    private static ValidatableResponse undo(String merge) {
        return operator().post("/api/v1/merges/" + merge + "/undo").then();
    }

    @Test
    void mergesByItselfAndKeepsBothIds() {
        String email = newEmail();
        String phone = phone();
        String byMail = tell(address("email", email));
        String byPhone = tell(address("phone", phone));
        assertThat(byMail).isNotEqualTo(byPhone);
        tell(address("email", email), address("phone", phone));
        assertThat(List.of(id("email:" + email), id("phone:" + phone), id(byMail), id(byPhone))).containsOnly(byMail);
        assertThat(lines(byPhone)).hasSize(3).isEqualTo(lines(byMail));
        operator().queryParam("customer", byPhone).get("/api/v1/merges").then().statusCode(200)
                .body("data[0].master", equalTo(byMail)).body("data[0].operator", nullValue())
                .body("data[0].because", containsString("merged"));
    }

    @Test
    void keepsTwentyPeopleAtOneTabletApart() {
        for (boolean inOneBatch : new boolean[]{ false, true}) {
            String tablet = "tablet-" + UUID.randomUUID();
            List<String> people = IntStream.range(0, 20).mapToObj(i -> newEmail()).toList();
            List<String> visits = new ArrayList<>(Stream.of(people, people).flatMap(List::stream).toList());
            Collections.shuffle(visits);
            List<Map<String, Object>> events = visits.stream()
                    .map(email -> contact(address("email", email), address("web", tablet))).toList();
            if (inOneBatch) {
                integration().contentType("application/cloudevents-batch+json").body(Json.text(events))
                        .post("/api/v1/events").then().statusCode(202);
            } else {
                events.forEach(event -> accepted(post(event)));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> people.stream()
                    .allMatch(email -> operator().get("/api/v1/customers/email:" + email).statusCode() == 200));
            assertThat(people.stream().map(email -> id("email:" + email)).distinct()).hasSize(20);
        }
    }

    @Test
    void showsTwoStrongIdentifiersToAnOperatorInsteadOfMerging() {
        String phone = phone();
        String one = newEmail();
        String two = newEmail();
        String first = tell(address("email", one), address("phone", phone));
        String second = tell(address("email", two), address("phone", phone));
        assertThat(first).isNotEqualTo(second);
        String candidate = operator().get("/api/v1/merge-candidates").then().statusCode(200)
                .body("data[0].customers.id", hasItem(first)).body("data[0].customers.id", hasItem(second))
                .body("data[0].customers.addresses.flatten().value", hasItem(two))
                .body("data[0].because", containsString("guard")).extract().path("data[0].id");
        operator().post("/api/v1/merge-candidates/" + candidate + "/dismiss").then().statusCode(204);
        operator().post("/api/v1/merge-candidates/" + candidate + "/dismiss").then().statusCode(409);
        operator().get("/api/v1/merge-candidates").then().body("data.id", not(hasItem(candidate)));
    }

    @Test
    void triesAddressesWithoutEffect() {
        String email = newEmail();
        String phone = phone();
        attempt(address("web", "anonymous")).body("outcome", equalTo("unidentified"));
        attempt(address("email", email)).body("outcome", equalTo("new")).body("customer", nullValue());
        attempt(address("email", email)).body("outcome", equalTo("new"));
        String byMail = tell(address("email", email));
        attempt(address("email", email), address("phone", phone)).body("outcome", equalTo("known"))
                .body("customer", equalTo(byMail)).body("decided_by", containsString("matched by email"));
        tell(address("phone", phone));
        attempt(address("email", email), address("phone", phone)).body("outcome", equalTo("merge"));
        String other = tell(address("email", newEmail()), address("telegram", "t-" + email));
        attempt(address("email", email), address("telegram", "t-" + email)).body("outcome", equalTo("candidate"))
                .body("customer", equalTo(byMail)).body("candidates", equalTo(List.of(other)))
                .body("decided_by", containsString("guard"));
        operator().body(Json.text(Map.of("addresses", List.of(address("pigeon", "1"))))).post("/api/v1/identities/try")
                .then().statusCode(400).body("errors[0].field", equalTo("addresses[0].type"));
    }

    private static ValidatableResponse attempt(Object... addresses) {
        return operator().body(Json.text(Map.of("addresses", List.of(addresses)))).post("/api/v1/identities/try").then()
                .statusCode(200);
    }

    @Test
    void previewsWithoutEffectAndChoosesByField() {
        String one = newEmail();
        String two = newEmail();
        String elder = tell(Map.of("last", "Petrova", "first", "Anna"), one);
        String younger = tell(Map.of("last", "Ivanova", "town", "Omsk"), two);
        var wanted = new HashMap<String, Object>(Map.of("customers", List.of("email:" + one, "email:" + two), "fields",
                Map.of("last_name", "most-recent", "first_name", younger), "preview", true));
        merge(wanted).statusCode(200).body("preview", equalTo(true)).body("customer.id", equalTo(elder))
                .body("customer.profile.last", equalTo("Ivanova")).body("customer.profile.first", nullValue())
                .body("customer.profile.town", equalTo("Omsk")).body("merge.addresses.value", equalTo(List.of(two)))
                .body("customer.addresses.value", equalTo(List.of(one, two)));
        assertThat(id("email:" + two)).isEqualTo(younger);
        operator().get("/api/v1/customers/" + elder).then().body("profile.last", equalTo("Petrova"));
        wanted.put("preview", false);
        merge(wanted).statusCode(201).body("customer.profile.last", equalTo("Ivanova"));
        assertThat(id(younger)).isEqualTo(elder);
    }

    @Test
    void undoesExactlyWhatTheMergeBroughtAndNobodyChanged() {
        String one = newEmail();
        String two = newEmail();
        String master = tell(Map.of("last", "Petrova"), one);
        String other = tell(Map.of("last", "Ivanova", "town", "Omsk", "company", "Acme"), two);
        List<String> linesOfMaster = lines(master);
        List<String> linesOfOther = lines(other);
        String merge = merged(Map.of("customers", List.of(master, other), "master", master));
        assertThat(lines(other)).containsAll(linesOfMaster).containsAll(linesOfOther);
        timeline("email:" + two, accepted(post(contact(address("email", two)))));
        timeline("email:" + one, accepted(post(contact(address("email", one), address("web", "w-" + one)))));
        undo(merge).statusCode(200).body("stayed", hasSize(0)).body("addresses.value", equalTo(List.of(two)));
        assertThat(lines(master)).hasSize(2).containsAll(linesOfMaster);
        assertThat(lines(other)).hasSize(2).containsAll(linesOfOther);
        assertThat(id("web:w-" + one)).isEqualTo(master);
        operator().get("/api/v1/customers/" + master).then().body("profile.town", nullValue())
                .body("profile.last", equalTo("Petrova")).body("addresses.value", equalTo(List.of(one, "w-" + one)));
        operator().get("/api/v1/customers/" + other).then().body("profile.town", equalTo("Omsk"))
                .body("addresses.value", equalTo(List.of(two)));
        undo(merge).statusCode(409);
        String again = merged(Map.of("customers", List.of(other, master), "master", other));
        assertThat(id(master)).isEqualTo(other);
        undo(again).statusCode(200);
        assertThat(id(master)).isEqualTo(master);
    }

    @Test
    void showsThePreferencesSaidLastByAnyOfThoseWhoAreOne() {
        String master = tell(address("email", newEmail()));
        String other = tell(address("email", newEmail()));
        prefer(master, "sms", "2026-03-01T09:00:00Z");
        prefer(other, "messenger", "2026-03-02T09:00:00Z");
        String merge = merged(Map.of("customers", List.of(master, other), "master", master));
        assertThat(preferred(other)).isEqualTo("messenger").isEqualTo(preferred(master));
        undo(merge).statusCode(200);
        assertThat(preferred(master)).isEqualTo("sms");
        assertThat(preferred(other)).isEqualTo("messenger");
        merged(Map.of("customers", List.of(master, other), "master", master));
        prefer(master, "call", "2026-03-03T09:00:00Z");
    }

    private static String preferred(String customer) {
        return operator().get("/api/v1/customers/" + customer + "/card").path("preferences.general.channels[0]");
    }

    private static void prefer(String customer, String channel, String at) {
        Event<?> event = Event.of(new PreferenceFact.Changed(null, List.of(channel), null, "Olga", null),
                UUID.randomUUID().toString(), "/notification-service", customer, Instant.parse(at));
        try (KafkaProbe probe = KafkaProbe.open()) {
            probe.send(event.topic(), customer, Json.text(event.data()), Wire.headers(event));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> channel.equals(preferred(customer)));
    }

    @Test
    void tellsWhatIsKnownAfterEveryChange() {
        String master = tell(Map.of("last", "Petrova"), newEmail());
        String other = tell(Map.of("town", "Omsk"), newEmail());
        try (KafkaProbe probe = KafkaProbe.open()) {
            rename(master, "Anya");
            awaitChanged(probe, master, "Anya", null);
            String merge = merged(Map.of("customers", List.of(master, other), "master", master));
            awaitChanged(probe, master, "Anya", "Omsk");
            rename(other, "Annushka");
            awaitChanged(probe, master, "Annushka", "Omsk");
            undo(merge).statusCode(200);
            awaitChanged(probe, master, "Annushka", null);
        }
    }

    private static void rename(String customer, String name) {
        operator().body(Json.text(Map.of("name_to_use", name))).patch("/api/v1/customers/" + customer).then()
                .statusCode(200);
    }

    private static void awaitChanged(KafkaProbe probe, String customer, String name, String town) {
        var told = probe.await(Topics.CONTACT_EVENTS, record -> customer.equals(record.key())
                && KafkaProbe.header(record, "ce_type").filter(FactTypes.name(CustomerFact.Changed.class)::equals)
                        .isPresent()
                && Objects.equals(name, Json.read(record.value(), CustomerFact.Changed.class).nameToUse())
                && Objects.equals(town, Json.read(record.value(), CustomerFact.Changed.class).profile().town()));
        assertThat(Json.read(told.value(), CustomerFact.Changed.class).profile().last()).isEqualTo("Petrova");
    }

    @Test
    void undoesChainsInAnyOrder() {
        String[] mails = { newEmail(), newEmail(), newEmail()};
        String[] people = Stream.of(mails).map(mail -> tell(address("email", mail))).toArray(String[]::new);
        for (boolean firstFirst : new boolean[]{ true, false}) {
            String first = merged(Map.of("customers", List.of(people[1], people[0]), "master", people[1]));
            String second = merged(Map.of("customers", List.of(people[2], people[1]), "master", people[2]));
            assertThat(List.of(id(people[0]), id(people[1]), id("email:" + mails[0]))).containsOnly(people[2]);
            assertThat(lines(people[0])).hasSize(3);
            undo(firstFirst ? first : second).statusCode(200);
            undo(firstFirst ? second : first).statusCode(200);
            for (int i = 0; i < 3; i++) {
                assertThat(id(people[i])).isEqualTo(people[i]);
                assertThat(id("email:" + mails[i])).isEqualTo(people[i]);
                assertThat(lines(people[i])).hasSize(1);
            }
        }
    }

    @Test
    void saysClearlyWhatCannotBeMerged() {
        String one = newEmail();
        String first = tell(address("email", one));
        String second = tell(address("email", newEmail()));
        merge(Map.of("customers", List.of(first, "email:" + one))).statusCode(409);
        merge(Map.of("customers", List.of(first))).statusCode(400).body("errors[0].field", equalTo("customers"));
        merge(Map.of("customers", List.of(first, UUID.randomUUID().toString()))).statusCode(404);
        merge(Map.of("customers", List.of(first, second), "fields", Map.of("shoe_size", "sum"))).statusCode(400)
                .body("errors[0].field", equalTo("fields.shoe_size"));
        operator().header("If-Match", "\"77\"").body(Json.text(Map.of("customers", List.of(first, second))))
                .post("/api/v1/merges").then().statusCode(412);
        undo(UUID.randomUUID().toString()).statusCode(404);
        operator().get("/api/v1/merges").then().statusCode(400).body("errors[0].field", equalTo("customer"));
        merged(Map.of("customers", List.of(first, second)));
        merge(Map.of("customers", List.of(first, second))).statusCode(409);
    }
}
