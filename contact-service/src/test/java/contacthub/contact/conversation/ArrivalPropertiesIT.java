package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.RunningService;
import contacthub.contact.report.SpansAndClocks;
import contacthub.contracts.Json;

/**
 * One person's random history, posted in random orders and in batches of random sizes, leaves the same timeline,
 * conversations, clocks and card behind (spec 85, I5), and measured spans that are those of the clocks. More of them with {@code -Dhistories=200}, one of them again with
 * {@code -Dhistory=<the number it failed with>}.
 */
@RunningService
class ArrivalPropertiesIT {

    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.DAYS);
    private static final int FEW = 2;
    private static final int ORDERS = 4;
    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final List<String> TYPES = List.of("email", "phone", "telegram");

    @Inject
    DataSource source;

    static LongStream histories() {
        Long one = Long.getLong("history");
        return one == null ? LongStream.range(0, Integer.getInteger("histories", FEW)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "history {0}")
    @MethodSource("histories")
    void endsAlikeInAnyOrderAndAnyBatches(long history) {
        var random = new Random(history);
        List<Map<String, Object>> events = new Past(random).events;
        String inOrder = outcome(events, new Random(0));
        for (int i = 1; i < ORDERS; i++) {
            List<Map<String, Object>> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            assertThat(outcome(shuffled, random)).as("history %s in the order %s", history,
                    shuffled.stream().map(event -> event.get("time")).toList()).isEqualTo(inOrder);
        }
        SpansAndClocks.assertAgree(source);
    }

    /** A history of somebody whose addresses have {@code %} where each posting puts what is new. */
    private static final class Past {

        final List<Map<String, Object>> events = new ArrayList<>();
        private final Random random;
        private int minute;

        Past(Random random) {
            this.random = random;
            contact(TYPES);
            for (int i = 0; i < 7; i++) {
                happen();
            }
        }

        private void happen() {
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> contact(some());
                case 3, 4 -> answer(one());
                case 5 -> add("contacthub.purchase.recorded.v1", Map.of("customer", address(one()), "order",
                        "o" + minute, "amount", "12.50", "currency", "RUB"));
                default -> add("com.example.parcel.noted",
                        Map.of("customer", address(one()), "summary", "noted " + minute));
            }
        }

        private String one() {
            return TYPES.get(random.nextInt(TYPES.size()));
        }

        private List<String> some() {
            List<String> some = new ArrayList<>(TYPES);
            Collections.shuffle(some, random);
            return some.subList(0, 1 + random.nextInt(TYPES.size()));
        }

        private void contact(List<String> types) {
            Map<String, Object> data = new HashMap<>();
            data.put("channel", channel(types.get(0)));
            data.put("from_all", types.stream().map(Past::address).toList());
            data.put("text", "asked " + minute);
            maybe(data, "subject", "subject " + minute);
            maybe(data, "kind", random.nextBoolean() ? "order" : "complaint");
            maybe(data, "language", random.nextBoolean() ? "en" : "ru");
            maybe(data, "profile", profile());
            add(RECEIVED, data);
        }

        private Map<String, Object> profile() {
            Map<String, Object> profile = new HashMap<>();
            for (String field : List.of("last", "first", "patronymic", "company", "town")) {
                maybe(profile, field, field + " " + minute);
            }
            maybe(profile, "birth_year", 1950 + minute % 50);
            return profile;
        }

        private void maybe(Map<String, Object> data, String field, Object value) {
            if (random.nextBoolean()) {
                data.put(field, value);
            }
        }

        private void answer(String type) {
            add("contacthub.contact.sent.v1", Map.of("channel", channel(type), "to", address(type), "text",
                    "answered " + minute, "operator", minute % 2 == 0 ? "Olga" : "Oleg"));
        }

        private static Map<String, Object> address(String type) {
            return Map.of("type", type, "value", switch (type) {
                case "email" -> "%@example.com";
                case "phone" -> "+7916#";
                default -> "t%";
            });
        }

        private static String channel(String type) {
            return type.equals("phone") ? "sms" : type;
        }

        private void add(String type, Map<String, Object> data) {
            var event = new LinkedHashMap<>(event("%-" + minute, type, data));
            event.put("time", START.plus(minute, ChronoUnit.MINUTES).toString());
            events.add(event);
            minute += 1 + random.nextInt(300);
        }
    }

    /** Posts a history as a new person's and tells what is left of it, without what is the new person's. */
    private static String outcome(List<Map<String, Object>> events, Random random) {
        String suffix = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String digits = String.valueOf(1_000_000 + new Random().nextInt(8_999_999));
        for (int from = 0; from < events.size();) {
            int to = from + 1 + random.nextInt(Math.min(3, events.size() - from));
            post(Json.text(events.subList(from, to)).replace("%", suffix).replace("#", digits), suffix);
            from = to;
        }
        return new Outcome().of("email:" + suffix + "@example.com").replace(suffix, "%").replace(digits, "#");
    }

    private static void post(String batch, String suffix) {
        String position = integration().contentType("application/cloudevents-batch+json").body(batch)
                .post("/api/v1/events").then().statusCode(202).extract().path("position");
        operator().queryParam("position", position).get("/api/v1/customers/telegram:t" + suffix + "/timeline");
    }

    /** What readers see of a customer, with ids numbered in the order of the timeline. */
    private static final class Outcome {

        private final StringBuilder seen = new StringBuilder();

        String of(String ref) {
            List<String> conversations = new ArrayList<>();
            for (JsonNode entry : get("/api/v1/customers/" + ref + "/timeline").path("data")) {
                if (!entry.path("type").asText().startsWith("contacthub.clock.")) {
                    add(entry, "recorded_at", "trace", "links");
                    conversations.add(entry.path("conversation_id").asText());
                }
            }
            new TreeSet<>(conversations).stream().filter(id -> !id.isEmpty() && !id.equals("null"))
                    .map(Outcome::quiet).sorted(Outcome::byOpening)
                    .forEach(this::addConversation);
            JsonNode card = get("/api/v1/customers/" + ref + "/card");
            List<String> addresses = new ArrayList<>();
            card.path("addresses").forEach(address -> addresses.add(address.toString()));
            seen.append(new TreeSet<>(addresses)).append('\n');
            add(card, "addresses", "open_conversations");
            add(get("/api/v1/customers/" + ref), "addresses", "created_at", "version");
            return numbered();
        }

        /** A conversation whose clocks, all due long ago, have been found to be so. */
        private static JsonNode quiet(String id) {
            return await().atMost(Duration.ofSeconds(20)).until(() -> get("/api/v1/conversations/" + id),
                    shown -> shown.path("clocks").findValuesAsText("state").stream().noneMatch("running"::equals));
        }

        private static int byOpening(JsonNode one, JsonNode other) {
            return one.path("opened_at").asText().compareTo(other.path("opened_at").asText());
        }

        private void addConversation(JsonNode conversation) {
            conversation.path("clocks").forEach(clock -> ((ObjectNode) clock).remove("because"));
            add(conversation, "version");
        }

        private void add(JsonNode node, String... but) {
            seen.append(((ObjectNode) node).remove(List.of(but))).append('\n');
        }

        private String numbered() {
            Map<String, String> numbers = new HashMap<>();
            Matcher ids = OUR_ID.matcher(seen);
            return ids.replaceAll(id -> numbers.computeIfAbsent(id.group(), key -> "#" + numbers.size()));
        }

        private static JsonNode get(String path) {
            return Json.read(operator().queryParam("page[size]", path.endsWith("timeline") ? 100 : null).get(path)
                    .then().statusCode(200).extract().asByteArray(), JsonNode.class);
        }
    }
}
