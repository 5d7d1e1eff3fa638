package contacthub.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** One request to the front door that can be sent again as it is, because every event in it has an id of its own. */
public record Posting(String path, Map<String, String> headers, byte[] body, int events) {

    private static final String EVENTS = "/api/v1/events";
    private static final int MOST_BYTES = 900_000;

    /** One event in structured mode. */
    public static Posting single(JsonNode event) {
        return new Posting(EVENTS, Map.of("Content-Type", "application/cloudevents+json"), Json.bytes(event), 1);
    }

    /** Several events in batched mode. */
    public static Posting batch(List<? extends JsonNode> events) {
        return new Posting(EVENTS, Map.of("Content-Type", "application/cloudevents-batch+json"), Json.bytes(events),
                events.size());
    }

    /** Events in batches of at most so many, and as small as the limits of the intake ask for. */
    static List<Posting> batches(List<? extends JsonNode> events, int most) {
        List<Posting> postings = new ArrayList<>();
        for (int start = 0; start < events.size();) {
            Posting next = fitting(events.subList(start, Math.min(start + most, events.size())));
            postings.add(next);
            start += next.events;
        }
        return postings;
    }

    private static Posting fitting(List<? extends JsonNode> events) {
        Posting all = batch(events);
        return all.body.length <= MOST_BYTES ? all : fitting(events.subList(0, events.size() / 2));
    }

    /** One update, as Telegram posts it to the webhook of that account. */
    static Posting telegram(String account, byte[] update) {
        return new Posting("/webhooks/telegram/" + account,
                Map.of("Content-Type", "application/json", "X-Telegram-Bot-Api-Secret-Token",
                        RunningHub.TELEGRAM_SECRET),
                update, 1);
    }
}
