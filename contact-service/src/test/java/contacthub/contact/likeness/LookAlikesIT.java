package contacthub.contact.likeness;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;

/** People whom no address joins, though they look like one: proposed, decided by an operator, and not proposed again. */
@RunningService
class LookAlikesIT {

    private final String mark = Long.toString(System.nanoTime(), 36);
    private final String surname = "Zvantsev" + mark;

    /** A customer who wrote once, with a birth year and a town. */
    private String customer(String first, String last, int birthYear, String email) {
        timeline("email:" + email, accepted(post(event("contacthub.contact.received.v1", Map.of("channel", "email",
                "text", "hello", "from", Map.of("type", "email", "value", email),
                "profile", Map.of("first", first, "last", last, "birth_year", birthYear, "town", "Irkutsk"))))));
        return operator().get("/api/v1/customers/email:" + email).then().statusCode(200).extract().path("id");
    }

    private static Map<String, Object> awaitCandidate(String one, String two) {
        return Awaitility.await("the candidate").until(() -> candidate(one, two), found -> found != null);
    }

    private static Map<String, Object> candidate(String one, String two) {
        List<Map<String, Object>> all = operator().get("/api/v1/merge-candidates?page[size]=200").jsonPath()
                .getList("data");
        return all.stream().filter(pair -> ids(pair).equals(Set.of(one, two))).findFirst().orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> ids(Map<String, Object> pair) {
        Set<String> ids = new HashSet<>();
        ((List<Map<String, Object>>) pair.get("customers")).forEach(one -> ids.add((String) one.get("id")));
        return ids;
    }

    @Test
    void proposesPairThatLooksAlikeUntilItIsMerged() {
        String one = customer("Maxim", surname, 1981, "maxim@" + mark + ".example");
        String two = customer(surname, "Maksim", 1981, "m.zvantsev@" + mark + ".example");

        Map<String, Object> pair = awaitCandidate(one, two);
        assertThat((Integer) pair.get("score")).isGreaterThanOrEqualTo(9);
        assertThat((String) pair.get("because")).contains("same last name", "similar first name",
                "born in the same year", "same town", "swapped");
        assertThat(operator().get("/api/v1/customers/" + one + "/look-alikes").jsonPath()
                .getList("findAll { it.enough }.customer")).containsExactly(two);

        operator().body(Map.of("customers", List.of(one, two))).post("/api/v1/merges").then().statusCode(201);
        assertThat(candidate(one, two)).isNull();
    }

    @Test
    void neverProposesDismissedPairAgain() {
        String one = customer("Pavel", surname, 1975, "pavel@" + mark + ".example");
        String two = customer("Pavel", surname, 1975, "p.z@" + mark + ".example");
        String three = customer("Pavel", surname, 1975, "third@" + mark + ".example");
        Map<String, Object> pair = awaitCandidate(one, two);
        awaitCandidate(one, three);

        operator().post("/api/v1/merge-candidates/" + pair.get("id") + "/dismiss").then().statusCode(204);
        change(one, Map.of("profile", Map.of("company", "Tram depot")));
        change(two, Map.of("profile", Map.of("company", "Tram depot")));
        // Whoever changed first is compared first.
        String last = customer("Pavel", surname, 1975, "last@" + mark + ".example");
        awaitCandidate(one, last);

        assertThat(candidate(one, two)).isNull();
    }

    @Test
    void withdrawsProposalThatNoLongerHolds() {
        String one = customer("Oleg", surname, 1960, "oleg@" + mark + ".example");
        String two = customer("Oleg", surname, 1960, "o.z@" + mark + ".example");
        awaitCandidate(one, two);

        change(two, Map.of("profile", Map.of("birth_year", 1999)));

        Awaitility.await("the proposal to be withdrawn").until(() -> candidate(one, two) == null);
        operator().get("/api/v1/customers/" + one + "/look-alikes").then().statusCode(200)
                .body("find { it.customer == '" + two + "' }.enough", equalTo(false));
    }

    private static void change(String customer, Map<String, Object> patch) {
        operator().body(patch).patch("/api/v1/customers/" + customer).then().statusCode(200);
    }
}
