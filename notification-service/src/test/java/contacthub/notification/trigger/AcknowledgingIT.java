package contacthub.notification.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import contacthub.contracts.Address;
import contacthub.contracts.ChatWidget;
import contacthub.contracts.ConsentFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.Profile;
import contacthub.contracts.PromiseFact;
import contacthub.notification.RunningService;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** A promise made is told to the customer, once, and everybody hears what became of it. */
@QuarkusTest
class AcknowledgingIT extends RunningService {

    @Test
    void tellsRussianCustomerThePromisedTimeByMail() {
        Address olga = Address.of("email", "olga@example.org");
        UUID customer = customer("ru", olga);
        Event<?> promise = fact(promise("email", olga, "ru", "Не греет", PROMISED), customer, "conversation-1");
        tell(promise);

        Letter letter = Mailbox.awaitLetterTo("olga@example.org");
        assertThat(letter.subject()).isEqualTo("Re: Не греет");
        assertThat(letter.text()).contains("Мы получили ваше обращение «Не греет»")
                .contains("Полный ответ дадим до 12:00 четверга, 1 января 2099 года (часовой пояс: Моск");
        assertThat(letter.header("Auto-Submitted")).contains("auto-replied");
        assertThat(letter.header("In-Reply-To")).contains("<thread-1@example.org>");

        String id = awaitNotification(customer, "sent");
        assertThat(letter.header("Message-ID").orElseThrow()).startsWith("<" + id + "@");
        notification(id).body("kind", equalTo("acknowledgement")).body("category", equalTo("service"))
                .body("conversation", equalTo("conversation-1")).body("cause", equalTo(promise.id()))
                .body("deliveries", hasSize(1)).body("deliveries[0].outcome", equalTo("accepted"));
    }

    @Test
    void tellsEverybodyWhatBecameOfIt() {
        Address ivan = Address.of("email", "ivan@example.org");
        UUID customer = customer("ru", ivan);
        Event<?> promise = fact(promise("web", ivan, null, null, PROMISED), customer, "conversation-2");
        tell(promise);

        var sent = told(customer, NotificationFact.Sent.class);
        var requested = told(customer, NotificationFact.Requested.class);
        NotificationFact.Requested request = Json.read(requested.value(), NotificationFact.Requested.class);
        assertThat(request.channel()).isEqualTo("email");
        assertThat(request.to()).isEqualTo(ivan);
        assertThat(request.text()).contains("Полный ответ дадим до");
        assertThat(request.notification()).isEqualTo(awaitNotification(customer, "sent"))
                .isEqualTo(Json.read(sent.value(), NotificationFact.Sent.class).notification());
        for (var event : java.util.List.of(requested, sent)) {
            assertThat(KafkaProbe.header(event, "ce_subject")).contains(customer.toString());
            assertThat(KafkaProbe.header(event, "ce_source")).contains("/notification-service");
            assertThat(KafkaProbe.header(event, "ce_correlationid")).contains("conversation-2");
            assertThat(KafkaProbe.header(event, "ce_causationid")).contains(promise.id());
        }
    }

    @Test
    void greetsAsTheCustomerIsKnownByNow() {
        Address first = Address.of("email", "greeted@example.org");
        Address second = Address.of("email", "greeted-again@example.org");
        UUID customer = customer("ru", first, second);
        Profile anna = new Profile("Петрова", "Анна", "Сергеевна", null, null, null);
        tell(fact(new CustomerFact.Changed(anna, "Анечка", "ru"), customer, null));
        tell(fact(promise("email", first, null, "Не греет", PROMISED), customer, "conversation-anna"));
        assertThat(Mailbox.awaitLetterTo(first.value()).text()).contains("Анечка");
        tell(fact(new CustomerFact.Changed(new Profile(null, null, null, null, null, null), null, "en"), customer,
                null));
        tell(fact(promise("email", second, null, "Cold", PROMISED), customer, "conversation-anna-again"));
        assertThat(Mailbox.awaitLetterTo(second.value()).text()).contains("Hello,");
    }

    @Test
    void tellsEnglishCustomerInEnglish() {
        Address john = Address.of("email", "john@example.org");
        tell(fact(promise("email", john, "en", "Radiator", PROMISED), customer("en", john), "conversation-3"));

        assertThat(Mailbox.awaitLetterTo("john@example.org").text())
                .contains("We have received your message \"Radiator\"")
                .contains("our full answer by 12:00 on Thursday, 1 January 2099 (Moscow ");
    }

    @Test
    void writesInLanguageTheCustomerAskedFor() {
        Address hans = Address.of("email", "hans@example.org");
        UUID customer = customer("ru", hans);
        operator().contentType(ContentType.JSON).body("{\"language\":\"en\"}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);
        tell(fact(promise("email", hans, "ru", null, PROMISED), customer, "conversation-4"));

        assertThat(Mailbox.awaitLetterTo("hans@example.org").text()).startsWith("Hello,");
    }

    @Test
    void writesOnceHoweverOftenItIsTold() {
        Address anna = Address.of("email", "anna@example.org");
        UUID customer = customer("ru", anna);
        Event<?> promise = fact(promise("email", anna, "ru", "first", PROMISED), customer, "conversation-5");
        tell(promise);
        tell(promise);
        tell(fact(promise("email", anna, "ru", "last", PROMISED), customer, "conversation-6"));

        Mailbox.awaitLetter("the last", letter -> letter.isTo("anna@example.org") && letter.subject().contains("last"));
        assertThat(Mailbox.letters()).filteredOn(letter -> letter.isTo("anna@example.org")).hasSize(2);
    }

    @Test
    void losesNoLetterAmongMany() {
        Address busy = Address.of("email", "busy@example.org");
        UUID customer = customer("ru", busy);
        IntStream.range(0, 200).forEach(
                i -> tell(fact(promise("email", busy, "ru", "letter " + i, PROMISED), customer, "conversation-" + i)));

        Awaitility.await("all letters").atMost(PATIENCE.multipliedBy(2)).untilAsserted(() -> assertThat(
                Mailbox.letters()).filteredOn(letter -> letter.isTo("busy@example.org")).hasSize(200));
        operator().queryParam("customer", customer).queryParam("state", "failed").get("/api/v1/notifications").then()
                .body("data", hasSize(0));
    }

    @Test
    void saysSoWhereChannelHasNoAdapter() {
        Address phone = Address.of("phone", "+79161234567");
        UUID customer = customer("ru", phone);
        tell(fact(promise("sms", phone, "ru", null, PROMISED), customer, "conversation-7"));

        notification(awaitNotification(customer, "failed")).body("reason", equalTo("not-configured"))
                .body("detail", containsString("sms is not configured"));
        assertThat(KafkaProbe.text(told(customer, NotificationFact.Failed.class))).contains("not-configured");
    }

    @Test
    void apologisesForABrokenPromiseOnce() {
        Address vera = Address.of("email", "vera@example.org");
        UUID customer = customer("ru", vera);
        Event<?> renewed = fact(new PromiseFact.Renewed(UUID.randomUUID().toString(), PROMISED, ZONE, "email", vera,
                "ru", "Не греет", "<thread-1@example.org>", "2 conversations wait ahead of it",
                UUID.randomUUID().toString(), Instant.parse("2026-01-01T09:00:00Z")), customer, "conversation-20");
        tell(renewed);
        tell(renewed);
        tell(fact(promise("email", vera, "ru", "last", PROMISED), customer, "conversation-21"));

        Mailbox.awaitLetter("the last", letter -> letter.isTo("vera@example.org") && letter.subject().contains("last"));
        assertThat(Mailbox.letters()).filteredOn(letter -> letter.isTo("vera@example.org")).hasSize(2);
        Letter apology = Mailbox.awaitLetter("the apology", letter -> letter.isTo("vera@example.org")
                && letter.subject().equals("Re: Не греет"));
        assertThat(apology.text()).contains("не сдержали слово", "Ответим до 12:00 четверга, 1 января 2099 года");
        assertThat(apology.header("Auto-Submitted")).contains("auto-replied");
        assertThat(apology.header("In-Reply-To")).contains("<thread-1@example.org>");
    }

    @Test
    void tellsWhatAnOperatorPromisedUnlessTheCustomerKnows() {
        Address oleg = Address.of("email", "oleg@example.org");
        UUID customer = customer("en", oleg);
        tell(fact(promised(oleg, "known", true), customer, "conversation-22"));
        tell(fact(promised(oleg, "unknown", null), customer, "conversation-23"));

        assertThat(Mailbox.awaitLetterTo("oleg@example.org").text())
                .contains("We are working on your request \"unknown\"")
                .contains("our answer by 12:00 on Thursday, 1 January 2099");
        notification(awaitNotification(customer, "sent")).body("kind", equalTo("promise"));
        assertThat(Mailbox.letters()).filteredOn(letter -> letter.isTo("oleg@example.org")).hasSize(1);
    }

    private static PromiseFact.Made promised(Address to, String subject, Boolean told) {
        return new PromiseFact.Made(UUID.randomUUID().toString(), PROMISED, ZONE, "email", to, "en", subject, null,
                null, "olga", told);
    }

    @Test
    void leavesVisitorsOfTheChatWidgetToContactService() {
        Address visitor = Address.of("web", "0199aa00-0000-7000-8000-000000000001");
        UUID customer = customer("ru", visitor);
        tell(fact(new PromiseFact.Made("p", PROMISED, ZONE, "chat", visitor, "ru", null, ChatWidget.thread("shop"),
                null, null, null), customer, "conversation-11"));
        tell(fact(promise("chat", visitor, "ru", null, PROMISED), customer, "conversation-12"));

        notification(awaitNotification(customer, "failed")).body("conversation", equalTo("conversation-12"));
        operator().queryParam("customer", customer).get("/api/v1/notifications").then().body("data", hasSize(1));
    }

    @Test
    void keepsQuietWhereConsentIsWithdrawn() {
        Address quiet = Address.of("email", "quiet@example.org");
        UUID customer = customer("ru", quiet);
        operator().contentType(ContentType.JSON)
                .body("{\"purpose\":\"service\",\"channel\":\"email\",\"status\":\"withdrawn\"}")
                .post("/api/v1/customers/" + customer + "/consents").then().statusCode(201);
        told(customer, ConsentFact.Withdrawn.class);
        tell(fact(promise("email", quiet, "ru", null, PROMISED), customer, "conversation-8"));

        notification(awaitNotification(customer, "suppressed")).body("reason", containsString("consent: withdrawn"));
        assertThat(KafkaProbe.text(told(customer, NotificationFact.Suppressed.class))).contains("consent: withdrawn");
    }

    @Test
    void tellsNoTimeThatIsOver() {
        Address late = Address.of("email", "late@example.org");
        UUID customer = customer("ru", late);
        tell(fact(promise("email", late, "ru", null, Instant.parse("2020-01-01T00:00:00Z")), customer,
                "conversation-9"));

        notification(awaitNotification(customer, "suppressed")).body("reason", containsString("promise-passed"));
    }

    @Test
    void goesOnAfterPromiseNobodyCanRead() {
        Address after = Address.of("email", "after@example.org");
        UUID customer = customer("ru", after);
        tell(fact(new PromiseFact.Made("p", PROMISED, "Europe/Atlantis", "email", after, "ru", null, null, null, null,
                null),
                customer, "conversation-10"));
        tell(fact(promise("email", after, "ru", "readable", PROMISED), customer, "conversation-10"));

        assertThat(Mailbox.awaitLetterTo("after@example.org").subject()).isEqualTo("Re: readable");
    }

    private static PromiseFact.Made promise(String channel, Address to, String language, String subject,
            Instant promised) {
        return new PromiseFact.Made(UUID.randomUUID().toString(), promised, ZONE, channel, to, language, subject,
                "<thread-1@example.org>", "first reply within one working day", null, null);
    }
}
