package contacthub.contact.identity;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;

@RunningService
class AddressTrialIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static ValidatableResponse tried(String type, String value, String region) {
        Map<String, String> trial = new HashMap<>(Map.of("type", type, "value", value));
        if (region != null) {
            trial.put("region", region);
        }
        return operator().body(Json.bytes(trial)).post("/api/v1/addresses/try").then();
    }

    @Test
    void givesEveryZoneOfARussianMobile() {
        tried("phone", "8 (916) 123-45-67", null).statusCode(200).body("valid", equalTo(true))
                .body("normalised", equalTo("+79161234567")).body("kind", equalTo("mobile"))
                .body("regions", equalTo(List.of("RU"))).body("zones", hasSize(16))
                .body("zones", hasItems("Europe/Moscow", "Asia/Vladivostok")).body("blocked", equalTo(false))
                .body("reason", nullValue());
    }

    @Test
    void givesTheOneZoneOfAFixedLine() {
        tried("phone", "+7 495 123-45-67", null).body("kind", equalTo("fixed"))
                .body("zones", equalTo(List.of("Europe/Moscow")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            650-253-0000          | US | +16502530000  | fixed-or-mobile
            020 7031 3000         | GB | +442070313000 | fixed
            1-800-FLOWERS         | US | +18003569377  | toll-free
            +882 16 5551234       |    | +882165551234 | voip
            ٨٩١٦١٢٣٤٥٦٧           |    | +79161234567  | mobile
            ８９１６１２３４５６７   |    | +79161234567  | mobile
            8 800 100-20-30       |    | +78001002030  | toll-free
            """)
    void readsPhones(String written, String region, String normalised, String kind) {
        tried("phone", written, region).body("valid", equalTo(true)).body("normalised", equalTo(normalised))
                .body("kind", equalTo(kind));
    }

    @Test
    void leavesTheExtensionOutAndSaysSo() {
        tried("phone", "+7 (916) 123-45-67 доб. 123", null).body("valid", equalTo(true))
                .body("normalised", equalTo("+79161234567")).body("reason", containsString("123"));
    }

    @ParameterizedTest
    @CsvSource({ "phone,0", "phone,000-00-00", "phone,-1", "email,null", "web,anonymous", "email,Test@TEST.org",
            "email,shop@any.example", "phone,8 495 000-00-01", "external,-1", "web,''"})
    void knowsPlaceholders(String type, String value) {
        tried(type, value, null).statusCode(200).body("blocked", equalTo(true))
                .body("reason", containsString("placeholder"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            Anna@Example.COM,           anna@example.com
            ivan@почта.рф,              ivan@xn--80a1acny.xn--p1ai
            "anna"@example.com,         anna@example.com
            "an na"@example.com,        "an na"@example.com
            o'neil+shop@example.co.uk,  o'neil+shop@example.co.uk
            """)
    void readsMailAddresses(String written, String normalised) {
        tried("email", written, null).body("valid", equalTo(true)).body("normalised", equalTo(normalised))
                .body("kind", nullValue()).body("zones", empty());
    }

    @Test
    void refusesNamesOfMoreThan64Bytes() {
        tried("email", "a".repeat(64) + "@example.com", null).body("valid", equalTo(true));
        tried("email", "a".repeat(65) + "@example.com", null).body("valid", equalTo(false))
                .body("normalised", nullValue()).body("reason", containsString("64"));
        tried("email", "я".repeat(33) + "@example.com", null).body("valid", equalTo(false));
    }

    @Test
    void saysWhatIsWrongWithThePhone() {
        tried("phone", "112", null).body("valid", equalTo(false)).body("reason", containsString("digits"));
        tried("phone", "not a phone", null).body("valid", equalTo(false)).body("zones", empty());
    }

    @Test
    void namesWrongFields() {
        tried("fax", "1", null).statusCode(400).body("errors[0].field", equalTo("type"));
        tried("phone", "1", "Russia").statusCode(400).body("errors[0].field", equalTo("region"));
        tried("phone", "1".repeat(501), null).statusCode(400).body("errors[0].field", equalTo("value"));
        operator().body("{\"type\":\"phone\"}").post("/api/v1/addresses/try").then().statusCode(400)
                .body("errors[0].field", equalTo("value"));
        io.restassured.RestAssured.given().contentType("application/json").body("{}").post("/api/v1/addresses/try")
                .then().statusCode(401);
        integration().contentType("application/json").body("{\"type\":\"phone\",\"value\":\"1\"}")
                .post("/api/v1/addresses/try").then().statusCode(200);
    }

    @Test
    void keepsABlockedAddressInTheEventButKnowsNobodyByIt() {
        var contact = event(RECEIVED, Map.of("channel", "email", "text", "who am I",
                "from", Map.of("type", "email", "value", "shop@any.example")));
        String position = accepted(post(contact));
        var timeline = timeline("event:" + Ids.named("/test", (String) contact.get("id")), position);
        assertThat(timeline.getString("data.find { it.type == '" + RECEIVED + "' }.detail.from.value"))
                .isEqualTo("shop@any.example");
        operator().get("/api/v1/customers/email:shop@any.example").then().statusCode(404);
    }
}
