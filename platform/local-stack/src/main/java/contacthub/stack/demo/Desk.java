package contacthub.stack.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The operators at work: assign, note, answer and resolve, each only where it was not done before. */
final class Desk {

    private static final String CONVERSATIONS = "/api/v1/conversations";

    private final HubApi hub;

    Desk(HubApi hub) {
        this.hub = hub;
    }

    /** Does what is still to do; answers how many conversations that changed. */
    int handle(List<Month.Handling> handlings, Progress progress) {
        Map<String, JsonNode> open = open();
        int changed = 0;
        for (Month.Handling handling : handlings) {
            JsonNode conversation = open.get(handling.thread());
            if (conversation != null && handle(conversation, handling)) {
                changed++;
            }
            progress.step();
        }
        return changed;
    }

    private boolean handle(JsonNode conversation, Month.Handling handling) {
        String path = CONVERSATIONS + "/" + conversation.path("id").asText();
        boolean unowned = !conversation.hasNonNull("owner") && handling.operator() != null;
        boolean unanswered = !conversation.hasNonNull("first_answered_at") && handling.reply() != null;
        if (unowned) {
            hub.write("contact", "POST", path + "/notes", Map.of("text", handling.note()));
            hub.write("contact", "POST", path + "/assign", Map.of("operator", handling.operator()));
        }
        if (unanswered) {
            hub.write("contact", "POST", path + "/replies", Map.of("text", handling.reply()));
        }
        if (handling.resolve()) {
            hub.write("contact", "POST", path + "/resolve", Map.of());
        }
        return unowned || unanswered || handling.resolve();
    }

    /** The open conversations by their thread. */
    private Map<String, JsonNode> open() {
        Map<String, JsonNode> open = new HashMap<>();
        Optional<String> next = Optional.of(CONVERSATIONS + "?status=open&page%5Bsize%5D=200");
        while (next.isPresent()) {
            JsonNode page = hub.find("contact", next.get()).orElseThrow();
            page.path("data").forEach(one -> open.put(one.path("thread").asText(), one));
            next = Optional.ofNullable(page.path("meta").path("after").textValue())
                    .filter(after -> page.path("meta").path("has_more").asBoolean())
                    .map(after -> CONVERSATIONS + "?status=open&page%5Bsize%5D=200&page%5Bafter%5D="
                            + HubApi.encoded(after));
        }
        return open;
    }
}
