package contacthub.notification.preference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.contracts.ConsentFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Json;
import contacthub.notification.RunningService;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** Customers take back by a link in a letter that we may send such letters. */
@QuarkusTest
class UnsubscribingIT extends RunningService {

    private static final Pattern LINK = Pattern
            .compile(
                    "<https://hub\\.example(/public/unsubscribe/[\\w.-]+)>,\\s*<mailto:unsubscribe@mail\\.example\\?.*>");
    private static final String FIELD = "List-Unsubscribe";
    private static final String ONE_CLICK = "One-Click";

    @Inject
    UnsubscribeLinks links;

    private final Address address = Address.of("email", "u-" + UUID.randomUUID() + "@example.org");

    /** A letter of that category, begun by us; whatever the hour, so that it does not wait for the morning. */
    private Letter letter(UUID customer, Category category) {
        operator().contentType(ContentType.JSON).body("{\"quiet_hours\":{}}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);
        if (category.needsGrant()) {
            grant(customer, category.word());
        }
        operator().contentType(ContentType.JSON)
                .body(Map.of("customer", customer, "category", category.word(), "subject", "News " + category.word(),
                        "text", "Sale!"))
                .post("/api/v1/notifications").then().statusCode(201).body("channel", equalTo("email"));
        return Mailbox.awaitLetter("of " + category + " to " + address.value(),
                letter -> letter.isTo(address.value()) && letter.subject().equals("News " + category.word()));
    }

    private static String page(Letter letter) {
        Matcher link = LINK.matcher(letter.header(FIELD).orElseThrow());
        assertThat(link.matches()).as(letter.header(FIELD).orElseThrow()).isTrue();
        return link.group(1);
    }

    private static ValidatableResponse look(String page, String language) {
        return given().header("Accept-Language", language).get(page).then();
    }

    private static ValidatableResponse click(String page) {
        return given().header("Accept-Language", "en").formParam(FIELD, ONE_CLICK).post(page).then();
    }

    private static List<String> withdrawn(UUID customer) {
        return operator().get("/api/v1/customers/" + customer + "/consents").then().statusCode(200).extract()
                .jsonPath()
                .getList("data.collect { it.purpose + ' ' + it.channel + ' ' + it.status + ' ' + it.source }");
    }

    private static void grant(UUID customer, String purpose) {
        operator().contentType(ContentType.JSON)
                .body("{\"purpose\":\"" + purpose + "\",\"channel\":\"email\",\"status\":\"granted\"}")
                .post("/api/v1/customers/" + customer + "/consents").then().statusCode(201);
    }

    @Test
    void asksFirstAndWithdrawsByOneClickOnce() {
        UUID customer = customer("ru", address);
        Letter letter = letter(customer, Category.OFFER);
        String page = page(letter);
        assertThat(letter.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(letter.text()).contains("https://hub.example" + page);

        look(page, "en").statusCode(200).contentType("text/html;charset=UTF-8")
                .body(allOf(containsString("<html lang=\"en\">"), containsString("Unsubscribe from offers?"),
                        containsString("<button name=\"List-Unsubscribe\" value=\"One-Click\">"),
                        not(containsString("<script"))))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Referrer-Policy", equalTo("no-referrer")).header("Cache-Control", equalTo("no-store"));
        look(page, "de, ru;q=0.5").body(containsString("Отписаться от предложений?"));
        assertThat(withdrawn(customer)).hasSize(1);

        click(page).statusCode(200).body(containsString("You are unsubscribed"));
        given().multiPart(FIELD, ONE_CLICK).post(page).then().statusCode(200);
        look(page, "en").statusCode(200).body(allOf(containsString("You are unsubscribed"),
                not(containsString("<button"))));
        assertThat(withdrawn(customer)).hasSize(2).first().isEqualTo("offer email withdrawn unsubscribe-link");
        told(customer, ConsentFact.Withdrawn.class);
        assertThat(toldSoFar(customer, ConsentFact.Withdrawn.class))
                .extracting(record -> Json.read(record.value(), ConsentFact.Withdrawn.class))
                .containsExactly(new ConsentFact.Withdrawn("offer", "email", null, "unsubscribe-link", null));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=offer").then().statusCode(200)
                .body("rejected.find { it.channel == 'email' }.because", containsString("consent"));
    }

    @Test
    void withdrawsOnceHoweverOftenAtOnce() {
        UUID customer = customer("ru", address);
        String page = UnsubscribeLinks.PATH + links.token(customer, "reminder");
        Stream.generate(() -> page).limit(8).parallel().forEach(one -> click(one).statusCode(200));
        assertThat(withdrawn(customer)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void canBeDoneFromWhatNeedsConsentOnly(Category category) {
        Letter letter = letter(customer("ru", address), category);
        assertThat(letter.header(FIELD).isPresent()).isEqualTo(category.needsGrant());
        assertThat(letter.header("List-Unsubscribe-Post").isPresent()).isEqualTo(category.needsGrant());
        if (category.needsGrant()) {
            look(page(letter), "en").statusCode(200).body(containsString("Unsubscribe from"));
        }
    }

    @Test
    void countsForWhomTheCustomerWasMergedInto() {
        UUID customer = customer("ru", address);
        UUID master = customer("ru", Address.of("telegram", "t-" + address.value()));
        grant(master, "offer");
        String page = UnsubscribeLinks.PATH + links.token(customer, "offer");
        tell(fact(new CustomerFact.Merged(customer.toString(), master.toString(), 2L, UUID.randomUUID().toString()),
                master, null));
        await().atMost(PATIENCE).until(() -> withdrawn(customer).size() == 1);

        click(page).statusCode(200);
        assertThat(withdrawn(master)).hasSize(2).first().isEqualTo("offer email withdrawn unsubscribe-link");
    }

    @Test
    void saysThatAnErasedCustomerGetsNoLetters() {
        UUID customer = customer("ru", address);
        String page = UnsubscribeLinks.PATH + links.token(customer, "offer");
        tell(fact(new CustomerFact.Erased(UUID.randomUUID().toString()), customer, null));
        told(customer, ErasureFact.NotificationsAnonymised.class);

        look(page, "en").statusCode(410).body(containsString("Your data was erased"));
        click(page).statusCode(410);
        assertThat(toldSoFar(customer, ConsentFact.Withdrawn.class)).isEmpty();
    }

    @Test
    void refusesLinksThatAreNotOurs() {
        UUID customer = customer("ru", address);
        String token = links.token(customer, "offer");
        String other = links.token(UUID.randomUUID(), "offer");
        for (String wrong : List.of("x", customer + ".offer", token + "x", token.substring(1),
                token.replace("offer", "reminder"), links.token(customer, "anything"),
                token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')),
                "a".repeat(3_000))) {
            look(UnsubscribeLinks.PATH + wrong, "en").statusCode(404).body(containsString("This link does not work"));
            click(UnsubscribeLinks.PATH + wrong).statusCode(404);
        }
        assertThat(withdrawn(customer)).isEmpty();
    }

    @Test
    void refusesWhatIsNoClick() {
        UUID customer = customer("ru", address);
        String page = UnsubscribeLinks.PATH + links.token(customer, "offer");
        given().formParam(FIELD, "Maybe").post(page).then().statusCode(400).body("errors[0].field", equalTo(FIELD));
        given().contentType("application/x-www-form-urlencoded").post(page).then().statusCode(400)
                .body("errors[0].field", equalTo(FIELD));
        given().contentType(ContentType.JSON).body("{}").post(page).then().statusCode(415);
        given().formParam(FIELD, "x".repeat(10_000)).post(page).then().statusCode(413);
        assertThat(withdrawn(customer)).isEmpty();
    }
}
