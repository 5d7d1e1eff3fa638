package contacthub.contact.identity;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;

@RunningService
class IdentityIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static Map<String, Object> from(String channel, Object... addresses) {
        return Map.of("channel", channel, "from_all", List.of(addresses), "text", "hello");
    }

    private static Map<String, Object> address(String type, String value) {
        return Map.of("type", type, "value", value);
    }

    @Test
    void knowsACustomerByAnySpellingOfAPhone() {
        post(event(RECEIVED, from("sms", address("phone", "8 (912) 345-67-01"))));
        String position = accepted(post(event(RECEIVED, from("sms", address("phone", "+79123456701")))));
        assertThat(timeline("phone:89123456701", position).getList("data.id")).hasSize(2);
    }

    @Test
    void addsNewAddressesToTheCustomerItKnows() {
        String email = newEmail();
        accepted(post(event(RECEIVED, from("email", address("email", email)))));
        String position = accepted(
                post(event(RECEIVED, from("web", address("web", "v-" + email), address("email", email)))));
        timeline("email:" + email, position);
        String byMail = operator().get("/api/v1/customers/email:" + email).path("id");
        String byWeb = operator().get("/api/v1/customers/web:v-" + email).path("id");
        assertThat(byWeb).isEqualTo(byMail);
    }

    @Test
    void neverTakesPlaceholdersForOnePerson() {
        var anonymous = from("web", address("web", "anonymous"));
        var first = event(RECEIVED, anonymous);
        var second = event(RECEIVED, anonymous);
        accepted(post(first));
        String position = accepted(post(second));
        String one = ref(first);
        String other = ref(second);
        timeline(other, position);
        timeline(one, position);
        assertThat(operator().get("/api/v1/customers/" + one).<String>path("id"))
                .isNotEqualTo(operator().get("/api/v1/customers/" + other).path("id"));
    }

    private static String ref(Map<String, Object> event) {
        return "event:" + contacthub.runtime.event.Ids.named("/test", (String) event.get("id"));
    }

    @Test
    void findsACustomerByNameAndByAnyAddress() {
        String email = newEmail();
        var contact = Map.of("channel", "email", "from", address("email", email), "text", "x", "profile",
                Map.of("last", "Щукина-" + email, "first", "Анна", "patronymic", "Петровна"));
        timeline("email:" + email, accepted(post(event(RECEIVED, contact))));
        for (String query : List.of("щукина-" + email, email.toUpperCase(java.util.Locale.ROOT), "email:" + email)) {
            operator().queryParam("q", query).get("/api/v1/customers").then().statusCode(200)
                    .body("data.addresses.flatten().value", hasItem(email));
        }
        operator().get("/api/v1/customers/email:" + email + "/card").then().statusCode(200)
                .body("name_to_use", equalTo("Анна Петровна"))
                .body("open_conversations[0].channel", equalTo("email"));
    }

    @Test
    void saysWhichReferenceItDoesNotKnow() {
        operator().get("/api/v1/customers/email:nobody@example.org").then().statusCode(404);
        operator().get("/api/v1/customers/nonsense").then().statusCode(400).body("errors[0].field", equalTo("ref"));
        operator().queryParam("q", "").get("/api/v1/customers").then().statusCode(400).body("errors[0].field",
                equalTo("q"));
    }
}
