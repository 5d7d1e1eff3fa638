package contacthub.contact.customer;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;

@RunningService
class CustomerSearchIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static Map<String, Object> address(String type, String value) {
        return Map.of("type", type, "value", value, "name", "Shown " + value);
    }

    private static void contact(String text, Map<String, Object> profile, List<Map<String, Object>> addresses) {
        String position = accepted(post(event(RECEIVED,
                Map.of("channel", "email", "from_all", addresses, "text", text, "profile", profile))));
        timeline(addresses.get(0).get("type") + ":" + addresses.get(0).get("value"), position);
    }

    private static JsonPath search(String query) {
        return operator().queryParam("q", query).get("/api/v1/customers").then().statusCode(200).extract().jsonPath();
    }

    private static void finds(String query, String email, String by, String excerpt) {
        String found = "data.find { it.addresses.value.contains('" + email + "') }.matched";
        assertThat(search(query).<Object>get(found)).as(query).isEqualTo(Map.of("by", by, "excerpt", excerpt));
    }

    @Test
    void findsByAnyFormOfAPhoneItsLastDigitsAndPartsOfAMailAddress() {
        String email = newEmail();
        contact("x", Map.of(), List.of(address("email", email), address("phone", "+79165550142")));
        for (String phone : List.of("8 (916) 555-01-42", "+7 916 555 01 42", "79165550142", "phone:89165550142",
                "5550142", "555-01-42", "916 555-01-42")) {
            finds(phone, email, "address", "+79165550142");
        }
        for (String mail : List.of(email, email.toUpperCase(java.util.Locale.ROOT), email.substring(0, 12),
                email.substring(20))) {
            finds(mail, email, "address", email);
        }
    }

    @Test
    void findsByPartsOfANameInAnyOrderAndByTheNameShownWithAnAddress() {
        String email = newEmail();
        String last = "Ковалёв" + email.substring(1, 9);
        contact("x", Map.of("last", last, "first", "Пётр", "patronymic", "Алёнович", "company", "ООО «Ромашка-Юг»"),
                List.of(address("email", email)));
        String name = last + " Пётр Алёнович ООО «Ромашка-Юг»";
        for (String part : List.of(last + " пет", "петр ковалев" + email.substring(1, 9), "АЛЕН " + last,
                last + " ромашка-юг")) {
            finds(part, email, "name", name);
        }
        finds("shown " + email.substring(0, 10) + " example", email, "name", "Shown " + email);
        assertThat(search("пётр сидор" + email.substring(1, 9)).getList("data")).isEmpty();
    }

    @Test
    void findsByWhatWasSaidAndShowsIt() {
        String email = newEmail();
        String word = "слово" + email.substring(1, 9);
        contact("Добрый день! Заказывала ёлку " + word + ", а привезли две пальмы. Что делать?", Map.of(),
                List.of(address("email", email)));
        assertThat(search("пальма елка " + word).getString("data[0].matched.excerpt")).contains("пальмы");
        assertThat(search("пальма елка " + word).getString("data[0].matched.by")).isEqualTo("text");
        assertThat(search("кактус " + word).getList("data")).isEmpty();
    }

    @Test
    void putsWholeAddressesBeforeNamesBeforeWordsAndPagesThroughAllOnce() {
        String word = newEmail();
        String name = word.substring(0, 20);
        for (int i = 0; i < 3; i++) {
            contact("ask for " + word, Map.of(), List.of(address("web", "v" + i + newEmail())));
        }
        contact("x", Map.of("last", name, "first", "Ann"), List.of(address("web", "named" + newEmail())));
        contact("x", Map.of(), List.of(address("email", word)));
        List<String> reasons = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        var page = operator().queryParam("q", word).queryParam("page[size]", 2).get("/api/v1/customers").jsonPath();
        for (int i = 0; i < 5; i++) {
            reasons.addAll(page.getList("data.matched.by"));
            ids.addAll(page.getList("data.id"));
            if (page.getString("links.next") == null) {
                break;
            }
            page = operator().urlEncodingEnabled(false).get(page.getString("links.next")).jsonPath();
        }
        assertThat(reasons).containsExactly("address", "text", "text", "text");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(search(name).getList("data.matched.by")).containsExactly("address", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "%%%%%%%", "_______", "' OR 1=1 --", "-а", "а", "е | и & !", ":*", "\\\\\\", "<-> <->",
            "((((((((((((((((", "0000000", "@", "@@@@@@@@@@", "the", "и не на", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "a:b:c:d",
            "phone:", "%D0"})
    void answersHostileQueriesInTime(String query) {
        operator().queryParam("q", query).get("/api/v1/customers").then().statusCode(200)
                .time(org.hamcrest.Matchers.lessThan(Duration.ofSeconds(5).toMillis()));
    }

    @Test
    void showsTheBestChannelAndTimeOnTheCard() {
        String email = newEmail();
        for (int day = 1; day <= 3; day++) {
            var event = new HashMap<>(
                    event(RECEIVED, Map.of("channel", "email", "from", address("email", email), "text", "x")));
            event.put("time", "2026-03-0" + day + "T15:10:00Z");
            timeline("email:" + email, accepted(post(event)));
        }
        operator().get("/api/v1/customers/email:" + email + "/card").then().statusCode(200)
                .body("reach.channel.name", equalTo("email"))
                .body("reach.channel.because", equalTo("used for 3 of 3 contacts"))
                .body("reach.time.from", equalTo("16:00")).body("reach.time.to", equalTo("19:00"))
                .body("reach.time.zone", equalTo("Europe/Moscow"));
    }

    @Test
    void answersTheLongestQueryAndRefusesForeignCursors() {
        String longest = String.join(" ", IntStream.range(0, 66).mapToObj(i -> "ab").toList());
        operator().queryParam("q", longest).get("/api/v1/customers").then().statusCode(200);
        operator().queryParam("q", "a".repeat(201)).get("/api/v1/customers").then().statusCode(400)
                .body("errors[0].field", equalTo("q"));
        operator().queryParam("q", "ab").queryParam("page[after]", "x").get("/api/v1/customers").then().statusCode(400)
                .body("errors[0].field", equalTo("page[after]"));
    }
}
