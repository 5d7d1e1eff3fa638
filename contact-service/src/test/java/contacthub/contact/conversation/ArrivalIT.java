package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;

/** Events arrive in any order and leave the same matter behind (spec 85, I5). */
@RunningService
class ArrivalIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String SENT = "contacthub.contact.sent.v1";

    /** Two questions of one matter and two answers, at these times of a working day. */
    private static final List<String> MOMENTS = List.of("09:00", "09:30", "10:00", "10:30");

    @Test
    void endsAlikeInEveryOrderOfArrival() {
        var outcomes = new HashSet<Map<String, Object>>();
        for (List<Integer> order : orders(List.of(), List.of(0, 1, 2, 3))) {
            String email = newEmail();
            String position = null;
            for (int which : order) {
                position = accepted(post(happened(email, which)));
                timeline("email:" + email, position);
            }
            var outcome = outcome(email);
            assertThat(outcome).as("arrived in the order %s", order).containsEntry("conversations", 1);
            outcomes.add(outcome);
        }
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.iterator().next()).containsEntry("state", "met").containsEntry("opened",
                "2026-03-02T09:00:00Z");
    }

    private static Map<String, Object> happened(String email, int which) {
        Map<String, Object> event = new HashMap<>(which % 2 == 0
                ? event(RECEIVED, contact(email, "question " + which))
                : event(SENT, Map.of("channel", "email", "to", Map.of("type", "email", "value", email), "text",
                        "answer " + which, "operator", "Olga")));
        event.put("time", "2026-03-02T" + MOMENTS.get(which) + ":00Z");
        return event;
    }

    private static Map<String, Object> outcome(String email) {
        List<String> conversations = timeline("email:" + email, null)
                .getList("data.findAll { it.type in ['" + RECEIVED + "', '" + SENT + "'] }.conversation_id");
        var shown = operator().get("/api/v1/conversations/" + conversations.get(0)).then().statusCode(200).extract()
                .jsonPath();
        Map<String, Object> outcome = new HashMap<>();
        outcome.put("conversations", new HashSet<>(conversations).size());
        outcome.put("opened", shown.getString("opened_at"));
        outcome.put("first answer", shown.getString("first_answered_at"));
        outcome.put("last answer", shown.getString("last_answered_at"));
        outcome.put("last contact", shown.getString("last_contact_at"));
        outcome.put("state", shown.getString("clocks[0].state"));
        outcome.put("clock", shown.getString("clocks[0].started") + " " + shown.getString("clocks[0].due") + " "
                + shown.getString("clocks[0].ended"));
        return outcome;
    }

    private static List<List<Integer>> orders(List<Integer> begun, List<Integer> left) {
        if (left.isEmpty()) {
            return List.of(begun);
        }
        List<List<Integer>> orders = new ArrayList<>();
        for (Integer next : left) {
            var longer = new ArrayList<>(begun);
            longer.add(next);
            orders.addAll(orders(longer, left.stream().filter(other -> !other.equals(next)).toList()));
        }
        return orders;
    }
}
