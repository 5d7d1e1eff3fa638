package contacthub.segment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;
import contacthub.testkit.TestAccounts;

/** What a service could not take is listed with the reason, and can be sent again. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class DeadLettersIT {

    private static final String PATH = "/api/v1/dead-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Shop shop = new Shop();
    private final String customer = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tellsWhyRecordWasRefusedAndSendsItAgain() {
        bury();
        Map<String, Object> letter = letters(1).get(0);
        assertThat(letter).containsEntry("topic", "contact-events").containsEntry("consumer", "segment-service")
                .containsEntry("type", "contacthub.purchase.recorded.v1").containsEntry("text", "{\"amount\": [}")
                .doesNotContainKey("redriven_at");
        assertThat((String) letter.get("reason")).contains("MismatchedInputException", "amount");

        Caller.as(TestAccounts.ADMINISTRATOR).post(PATH + "/" + letter.get("id") + "/redrive").then().statusCode(202);
        List<Map<String, Object>> both = letters(2);
        assertThat(both).filteredOn(one -> one.get("id").equals(letter.get("id"))).singleElement()
                .satisfies(one -> assertThat(one).containsEntry("redriven_by", "administrator"));
        assertThat(both).extracting(one -> one.get("offset")).doesNotHaveDuplicates();
    }

    @Test
    void refusesLettersThatAreNotThere() {
        bury();
        String id = (String) letters(1).get(0).get("id");
        for (String other : List.of(id + "9999", id.replace("segment-service", "contact-service"), "contact-events~0~0",
                "nonsense", id.replaceFirst("~\\d+~", "~99~"))) {
            Caller.as(TestAccounts.ADMINISTRATOR).post(PATH + "/" + other + "/redrive").then().statusCode(404)
                    .body("detail", containsString("There is no dead letter"));
        }
        Caller.as(TestAccounts.ADMINISTRATOR).get(PATH + "?page[size]=0").then().statusCode(400)
                .body("errors[0].field", equalTo("page[size]"));
    }

    @Test
    void showsThemToThoseWhoFindOutWhy() {
        Caller.as(TestAccounts.OPERATOR).get(PATH).then().statusCode(403);
        Caller.as(TestAccounts.INTEGRATION).get(PATH).then().statusCode(403);
        Caller.as(TestAccounts.SUPERVISOR).get(PATH).then().statusCode(200);
        Caller.as(TestAccounts.SUPERVISOR).post(PATH + "/a~0~0/redrive").then().statusCode(403);
    }

    private void bury() {
        shop.tellNonsense(customer, UUID.randomUUID().toString(), "{\"amount\": [}");
    }

    /** Those of the customer, once there are so many. */
    private List<Map<String, Object>> letters(int count) {
        return await().atMost(PATIENCE)
                .until(() -> Caller.as(TestAccounts.SUPERVISOR).get(PATH + "?page[size]=200").then().statusCode(200)
                        .extract().jsonPath()
                        .<Map<String, Object>>getList("data.findAll { it.subject == '" + customer + "' }"),
                        found -> found.size() == count);
    }
}
