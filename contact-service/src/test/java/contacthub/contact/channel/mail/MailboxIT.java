package contacthub.contact.channel.mail;

import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

/** Letters that arrive in a real mailbox. */
@RunningService
@QuarkusTestResource(Dovecot.class)
class MailboxIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    /** Long before the mailbox would be polled. */
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Ids ids;

    @Inject
    MailLedger ledger;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void needsDovecot() {
        assumeTrue(Dovecot.isHere(), Dovecot.MISSING);
    }

    private static String newId() {
        return "<" + UUID.randomUUID() + "@customer.example>";
    }

    private static JsonPath awaitContacts(String email, int count, Duration longest) {
        return Awaitility.await(count + " contacts of " + email).atMost(longest)
                .pollInterval(Duration.ofMillis(100)).until(() -> contacts(email),
                        found -> found.getList("data") != null && found.getList("data").size() == count);
    }

    private static JsonPath contacts(String email) {
        return operator().queryParam("type", RECEIVED).get("/api/v1/customers/email:" + email + "/timeline").jsonPath();
    }

    private static List<String> conversations(JsonPath contacts) {
        return contacts.getList("data.conversation_id");
    }

    @Test
    void takesLetterAsSoonAsItArrives() {
        String email = newEmail();
        Dovecot.deliver(Letters.of("=?UTF-8?B?0JDQvdC90LA=?= <" + email + ">", "Заказ", newId(),
                "Где заказ?\n\nOn 2 Mar 2026 at 12:30 Shop <shop@example.org> wrote:\n> Wait."));

        var contact = awaitContacts(email, 1, SOON);
        assertThat(contact.getString("data[0].summary")).isEqualTo("Где заказ?");
        assertThat(contact.getString("data[0].channel")).isEqualTo("email");
        assertThat(contact.getString("data[0].detail.subject")).isEqualTo("Заказ");
        assertThat(contact.getString("data[0].detail.from.name")).isEqualTo("Анна");
        assertThat(contact.getString("data[0].detail.full_text")).endsWith("> Wait.");
    }

    @Test
    void findsTheConversationThatIsAnswered() {
        String email = newEmail();
        String first = newId();
        Dovecot.deliver(Letters.of(email, "Размер", first, "one"));
        String conversation = conversations(awaitContacts(email, 1, PATIENCE)).get(0);
        String ours = sentOnEmail(conversation, email);

        Dovecot.deliver(Letters.of(email, "Re: Размер", newId(), "two", "In-Reply-To: " + ours,
                "References: " + first + " " + ours));
        Dovecot.deliver(Letters.of(email, "AW: whatever", newId(), "three", "In-Reply-To: " + ours));
        Dovecot.deliver(Letters.of(email, "Re: Размер", newId(), "four"));
        assertThat(conversations(awaitContacts(email, 4, PATIENCE))).containsOnly(conversation);

        Dovecot.deliver(Letters.of(email, "Другое", newId(), "five"));
        assertThat(conversations(awaitContacts(email, 5, PATIENCE))).filteredOn(conversation::equals).hasSize(4);
        String stranger = newEmail();
        Dovecot.deliver(Letters.of(stranger, "Re: Размер", newId(), "six", "In-Reply-To: " + ours));
        assertThat(conversations(awaitContacts(stranger, 1, PATIENCE))).doesNotContain(conversation);
    }

    @Test
    void findsTheConversationOfAnotherChannelThatWasAnsweredByMail() {
        String email = newEmail();
        FrontDoor.accepted(post(FrontDoor.event(RECEIVED, Map.of("channel", "web", "text", "one", "from",
                Map.of("type", "email", "value", email)))));
        String conversation = conversations(awaitContacts(email, 1, PATIENCE)).get(0);
        String ours = sentOnEmail(conversation, email);

        Dovecot.deliver(Letters.of(email, "Re: x", newId(), "two", "In-Reply-To: " + ours));
        assertThat(conversations(awaitContacts(email, 2, PATIENCE))).containsOnly(conversation);
        String stranger = newEmail();
        Dovecot.deliver(Letters.of(stranger, "Re: x", newId(), "three", "In-Reply-To: " + ours));
        assertThat(conversations(awaitContacts(stranger, 1, PATIENCE))).doesNotContain(conversation);
    }

    /** An operator answers and notification-service tells that the mail server took it; gives back its Message-ID. */
    private String sentOnEmail(String conversation, String email) {
        String reply = operator().body(Map.of("text", "answer")).post("/api/v1/conversations/" + conversation
                + "/replies").then().statusCode(201).extract().path("id");
        String customer = operator().get("/api/v1/customers/email:" + email).then().statusCode(200).extract()
                .path("id");
        String notification = ids.next().toString();
        String ours = "<" + notification + "@shop.example>";
        var sent = Event.of(new NotificationFact.Sent(notification, "email", null, ours), ids.next().toString(),
                "/notification-service", customer, Instant.now(Clock.systemUTC())).in(conversation).causedBy(reply);
        try (KafkaProbe probe = KafkaProbe.open()) {
            probe.send(Topics.NOTIFICATION_EVENTS, customer, Json.bytes(sent.data()), Wire.headers(sent));
        }
        Awaitility.await("the reply is sent").until(() -> timeline("email:" + email, null)
                .getString("data.find { it.id == '" + reply + "' }.delivery.status"), "sent"::equals);
        return ours;
    }

    @Test
    void acknowledgesNoAutomaticLetter() {
        String absent = newEmail();
        String person = newEmail();
        Dovecot.deliver(Letters.of(absent, "Away", newId(), "I am away", "Auto-Submitted: auto-replied",
                "Date: " + now()));
        Dovecot.deliver(Letters.of(person, "Here", newId(), "I am here", "Date: " + now()));

        awaitTimeline("email:" + person, types -> types.contains("contacthub.promise.made.v1"));
        var away = timeline("email:" + absent, null);
        assertThat(away.<String>getList("data.type")).contains(RECEIVED).doesNotContain("contacthub.promise.made.v1");
        assertThat(away.getBoolean("data.find { it.type == '" + RECEIVED + "' }.detail.automatic")).isTrue();
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(ZonedDateTime.now(Clock.systemUTC()));
    }

    @Test
    void tellsThatSomethingCameBack() {
        String notification = ids.next().toString();
        String email = newEmail();
        Dovecot.deliver(Letters.bounce(notification, email, "5.1.1"));

        try (KafkaProbe probe = KafkaProbe.open()) {
            var told = probe.await(Topics.CONTACT_EVENTS, one -> KafkaProbe.header(one, "ce_type")
                    .equals(Optional.of("contacthub.contact.returned.v1"))
                    && KafkaProbe.text(one).contains(notification));
            var fact = Json.read(KafkaProbe.text(told).getBytes(StandardCharsets.UTF_8),
                    ContactFact.Returned.class);
            assertThat(fact.reason()).isEqualTo("address-unknown");
            assertThat(fact.to().value()).isEqualTo(email);
        }
        operator().get("/api/v1/customers/email:mailer-daemon@example.org").then().statusCode(404);
    }

    @Test
    void passesOverWhatCannotBeTaken() {
        double refused = letters("refused");
        String email = newEmail();
        Dovecot.deliver("Subject: nobody wrote this\n\nx\n");
        Dovecot.deliver(Letters.of(email, "next", newId(), "next"));

        awaitContacts(email, 1, PATIENCE);
        assertThat(letters("refused")).isGreaterThan(refused);
    }

    private double letters(String outcome) {
        return Optional
                .ofNullable(meters.find("hub.mail.letters").tags("account", "main", "outcome", outcome).counter())
                .map(counter -> counter.count()).orElse(0.0);
    }

    @Test
    void isStoppedByNoRealLetter() {
        Optional<Path> folder = MailData.folder();
        assumeTrue(folder.isPresent(), MailData.ABSENT);
        List<Path> letters = MailData.files(folder.get()).stream().filter(file -> file.toString().endsWith(".eml"))
                .toList();
        // One in three, of the bounces, which are most, one in thirty: MailDataTest reads all.
        IntStream.range(0, letters.size())
                .filter(i -> i % (letters.get(i).toString().contains("sisimai") ? 30 : 3) == 0)
                .forEach(i -> Dovecot.deliver(MailData.bytes(letters.get(i))));
        String email = newEmail();
        Dovecot.deliver(Letters.of(email, "the last", newId(), "the last"));

        awaitContacts(email, 1, PATIENCE);
    }

    @Test
    void goesOnAfterTheServerWasKilled() {
        String email = newEmail();
        Dovecot.deliver(Letters.of(email, "before", newId(), "before"));
        awaitContacts(email, 1, PATIENCE);
        Dovecot.kill();
        Dovecot.deliver(Letters.of(email, "meanwhile", newId(), "meanwhile"));
        Dovecot.run();
        Dovecot.deliver(Letters.of(email, "after", newId(), "after"));

        assertThat(awaitContacts(email, 3, PATIENCE).<String>getList("data.summary"))
                .containsExactlyInAnyOrder("before", "meanwhile", "after");
    }

    @Test
    void takesTheSameLetterOnce() {
        String email = newEmail();
        String letter = Letters.of(email, "twice", newId(), "twice");
        Dovecot.deliver(letter);
        Dovecot.deliver(letter);
        Dovecot.deliver(Letters.of(email, "once", newId(), "once"));

        assertThat(awaitContacts(email, 2, PATIENCE).<String>getList("data.summary"))
                .containsExactlyInAnyOrder("twice", "once");
    }

    @Test
    void keepsTryingMailboxThatIsLocked() {
        Awaitility.await("an error is counted").atMost(PATIENCE).until(() -> meters.find("hub.mail.errors")
                .tags("account", "locked").counter() != null);
    }

    @Test
    void takesOverMailboxWhoseReaderDied() {
        String account = UUID.randomUUID().toString();
        UUID dead = ids.next();
        UUID next = ids.next();
        assertThat(ledger.lease(account, dead, Duration.ofMillis(600))).isTrue();
        assertThat(ledger.lease(account, next, Duration.ofMinutes(1))).isFalse();

        Awaitility.await("the lease ends").until(() -> ledger.lease(account, next, Duration.ofMinutes(1)));
        var place = new MailLedger.Place(account, 7, 41);
        assertThat(ledger.taken(place, dead)).isFalse();
        assertThat(ledger.taken(place, next)).isTrue();
        assertThat(ledger.next(account, 7)).hasValue(42);
        assertThat(ledger.next(account, 8)).isEmpty();
    }
}
