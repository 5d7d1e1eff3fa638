package contacthub.contact.merge;

import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;
import contacthub.contact.merge.People.Merge;
import contacthub.contact.merge.People.Said;
import contacthub.contracts.Json;

/**
 * Merging and undoing, in random histories: every timeline and every card ends as {@link People} says. More of them with
 * {@code -Dhistories=200}, one of them again with {@code -Dhistory=<the number it failed with>}.
 */
@RunningService
class MergePropertiesIT {

    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.DAYS);
    private static final int FEW = 2;
    private static final List<String> TYPES = List.of("email", "phone", "telegram", "viber");
    private static final Set<String> FIELDS = Set.of("last", "first", "patronymic", "birth_year", "company", "town",
            "name_to_use");
    private static final Map<String, String> COLUMNS = Map.of("last", "last_name", "first", "first_name");
    private static final List<String> CHOICES = List.of("default", "non-empty", "oldest", "most-recent", "master",
            "other", "sum");

    static LongStream histories() {
        Long one = Long.getLong("history");
        return one == null ? LongStream.range(0, Integer.getInteger("histories", FEW)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "history {0}")
    @MethodSource("histories")
    void endsAsIfTheMergesThatWereUndoneHadNeverBeen(long history) {
        new Story(history).run();
    }

    /** One random history and what must come of it. */
    private static final class Story {

        private final People people = new People();
        private final Map<Integer, String> ids = new HashMap<>();
        private final Map<String, JsonNode> firstSeen = new HashMap<>();
        private final Map<Integer, JsonNode> untouched = new HashMap<>();
        private final List<Map<String, Object>> outgoing = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private final String suffix = UUID.randomUUID().toString().substring(0, 13);
        private final Random random;
        private int minute;

        Story(long history) {
            random = new Random(history);
            steps.add("history " + history);
        }

        void run() {
            int count = 2 + random.nextInt(3);
            for (int person = 0; person < count; person++) {
                born(person);
                post();
                ids.put(person, customer(addressOf(person)).getString("id"));
            }
            check();
            people.all().forEach(person -> untouched.put(person, card(person)));
            for (int step = 0; step < 8; step++) {
                step();
            }
            while (!people.standing().isEmpty()) {
                undo();
            }
            check();
            untouched.forEach((person, card) -> assertThat(card(person)).as("%s: card of %s", steps, person)
                    .isEqualTo(card));
        }

        private void born(int person) {
            List<String> addresses = new ArrayList<>();
            for (String type : TYPES) {
                if (addresses.isEmpty() || random.nextBoolean()) {
                    addresses.add(address(type, person));
                }
            }
            Map<String, Object> profile = profile(person);
            people.born(person, profile, addresses);
            contact(addresses, profile);
            for (int i = random.nextInt(4); i >= 0; i--) {
                happen(pick(addresses));
            }
        }

        private String address(String type, int person) {
            return type + ":" + switch (type) {
                case "email" -> "p" + person + "-" + suffix + "@example.com";
                case "phone" -> "+7916" + (1_000_000 + new Random().nextInt(8_999_999));
                default -> "p" + person + "-" + suffix;
            };
        }

        private Map<String, Object> profile(int person) {
            Map<String, Object> profile = new TreeMap<>();
            for (String field : new TreeSet<>(FIELDS)) {
                if (!field.equals("name_to_use") && random.nextBoolean()) {
                    profile.put(field, value(field, person));
                }
            }
            return profile;
        }

        private Object value(String field, int salt) {
            return field.equals("birth_year") ? (Object) (1950 + salt) : field + salt % 3;
        }

        private String addressOf(int person) {
            return people.addressesOf(person).iterator().next();
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        // What happens.

        private void step() {
            int whole = people.whole().size();
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> mergeOr(whole > 1);
                case 3 -> happenAndPost(pick(people.addresses()));
                case 4 -> gain(pick(people.addresses()));
                case 5 -> tell(pick(people.addresses()));
                case 6 -> redact(pick(people.whole()));
                case 7 -> {
                    if (!people.standing().isEmpty()) {
                        undo();
                    }
                }
                default -> edit(pick(List.copyOf(people.all())));
            }
        }

        private void mergeOr(boolean possible) {
            if (possible) {
                merge();
                check();
            } else {
                edit(pick(List.copyOf(people.all())));
            }
        }

        private void contact(List<String> addresses, Map<String, Object> profile) {
            Map<String, Object> data = new HashMap<>(Map.of("channel", channel(addresses.get(0)), "from_all",
                    addresses.stream().map(Story::json).toList()));
            if (!profile.isEmpty()) {
                data.put("profile", profile);
            }
            say(addresses.get(0), "contacthub.contact.received.v1", data, "text", "asked");
        }

        private static Map<String, String> json(String address) {
            int colon = address.indexOf(':');
            return Map.of("type", address.substring(0, colon), "value", address.substring(colon + 1));
        }

        private static String channel(String address) {
            String type = address.substring(0, address.indexOf(':'));
            return type.equals("phone") ? "sms" : type.equals("web") ? "chat" : type;
        }

        private void say(String address, String type, Map<String, Object> data, String field, String word) {
            String line = word + " " + ++minute;
            data.put(field, line);
            var event = new HashMap<>(event(type, data));
            event.put("time", START.plus(minute, ChronoUnit.MINUTES).toString());
            outgoing.add(event);
            people.said(address, new Said(minute, line));
        }

        private void happen(String address) {
            switch (random.nextInt(4)) {
                case 0 -> contact(List.of(address), Map.of());
                case 1 -> say(address, "contacthub.contact.sent.v1",
                        new HashMap<>(Map.of("channel", channel(address), "to", json(address), "operator", "Olga")),
                        "text", "answered");
                case 2 -> {
                    say(address, "contacthub.purchase.recorded.v1", new HashMap<>(
                            Map.of("customer", json(address), "amount", "12.50", "currency", "RUB")), "order", "o");
                    List<Said> all = people.historyOf(people.owner(address));
                    all.get(0).line = "Order " + all.get(0).line + ": 12.50 RUB";
                }
                default -> say(address, "com.example.parcel.noted", new HashMap<>(Map.of("customer", json(address))),
                        "summary", "noted");
            }
        }

        private void happenAndPost(String address) {
            steps.add("something over " + address);
            untouched.remove(people.owner(address));
            forget(address);
            happen(address);
            post();
        }

        /** Whose card shows this address after all undoing is not to stay as it was. */
        private void forget(String address) {
            untouched.keySet().removeIf(person -> address.contains("p" + person + "-") || !address.contains("-"));
        }

        private void gain(String by) {
            if (by.startsWith("web:")) {
                return;
            }
            String visitor = "web:v" + minute + "-" + suffix;
            steps.add(visitor + " beside " + by);
            untouched.remove(people.owner(by));
            forget(by);
            people.gained(visitor, by);
            contact(List.of(by, visitor), Map.of());
            post();
        }

        private void tell(String by) {
            Map<String, Object> profile = profile(random.nextInt(9));
            steps.add(profile + " told over " + by);
            untouched.remove(people.owner(by));
            forget(by);
            people.told(by, profile);
            contact(List.of(by), profile);
            post();
        }

        private void edit(int person) {
            int root = people.root(person);
            String field = pick(List.copyOf(new TreeSet<>(FIELDS)));
            Object value = random.nextInt(4) == 0 ? null : value(field, random.nextInt(9));
            steps.add(field + " of " + person + " is " + value);
            untouched.remove(root);
            ObjectNode change = Json.MAPPER.createObjectNode();
            ObjectNode whose = field.equals("name_to_use") ? change : change.putObject("profile");
            whose.putPOJO(field, value);
            operator().body(change.toString()).patch("/api/v1/customers/" + ids.get(person)).then().statusCode(200);
            people.edited(root, field, value);
        }

        private void redact(int person) {
            List<Said> history = people.historyOf(person);
            if (history.isEmpty()) {
                return;
            }
            Said said = pick(history);
            if (said.line == null) {
                return;
            }
            steps.add("redacted " + said.line);
            checkTimeline(person);
            String entry = firstSeen.get(said.line).path("id").asText();
            operator().body(Json.text(Map.of("reason", "asked for")))
                    .post("/api/v1/customers/" + ids.get(person) + "/timeline/" + entry + "/redact").then()
                    .statusCode(200);
            said.line = null;
        }

        private void merge() {
            int master = pick(people.whole());
            int other = pick(people.whole().stream().filter(person -> person != master).toList());
            Map<String, String> choices = new HashMap<>();
            Map<String, String> asked = new HashMap<>();
            for (String field : new TreeSet<>(FIELDS)) {
                String choice = pick(CHOICES);
                if (random.nextBoolean() && !(choice.equals("sum") && field.equals("birth_year"))) {
                    choices.put(field, choice);
                    asked.put(COLUMNS.getOrDefault(field, field), switch (choice) {
                        case "master" -> ids.get(master);
                        case "other" -> ids.get(other);
                        default -> choice;
                    });
                }
            }
            steps.add(other + " merged into " + master + " by " + choices);
            Map<String, Object> joined = people.joined(master, other, choices, FIELDS);
            String id = operator()
                    .body(Json.text(Map.of("customers", List.of(ids.get(master), ids.get(other)), "master",
                            ids.get(master), "fields", asked)))
                    .post("/api/v1/merges").then().statusCode(201).extract().path("merge.id");
            people.merged(id, master, other, joined, FIELDS);
        }

        private void undo() {
            Merge merge = pick(people.standing());
            steps.add("undone " + merge.other() + " into " + merge.master());
            operator().post("/api/v1/merges/" + merge.id() + "/undo").then().statusCode(200);
            people.undone(merge);
            check();
        }

        private void post() {
            String position = integration().contentType("application/cloudevents-batch+json")
                    .body(Json.text(outgoing)).post("/api/v1/events").then().statusCode(202).extract()
                    .path("position");
            outgoing.clear();
            timeline(addressOf(people.whole().get(0)), position);
        }

        // What must have come of it.

        private void check() {
            for (int person : people.whole()) {
                JsonPath shown = customer(ids.get(person));
                assertThat(shown.getString("id")).as("%s", steps).isEqualTo(ids.get(person));
                assertThat(new TreeSet<>(addresses(shown))).as("%s: addresses of %s", steps, person)
                        .isEqualTo(people.addressesOf(person));
                Map<String, Object> profile = new TreeMap<>(shown.getMap("profile"));
                profile.values().removeIf(Objects::isNull);
                Map<String, Object> wanted = new TreeMap<>(people.profile(person));
                Object name = wanted.remove("name_to_use");
                assertThat(profile).as("%s: profile of %s", steps, person).isEqualTo(wanted);
                if (name != null) {
                    assertThat(shown.getString("name_to_use")).as("%s: name of %s", steps, person).isEqualTo(name);
                }
                checkTimeline(person);
            }
        }

        private static List<String> addresses(JsonPath shown) {
            List<String> types = shown.getList("addresses.type");
            List<String> values = shown.getList("addresses.value");
            List<String> addresses = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                addresses.add(types.get(i) + ":" + values.get(i));
            }
            return addresses;
        }

        /** Every page, entry for entry, and each entry as it was first seen; clocks write lines when their time comes. */
        private void checkTimeline(int person) {
            List<String> lines = new ArrayList<>();
            String next = "/api/v1/customers/" + ids.get(person) + "/timeline?page[size]=7";
            while (next != null) {
                JsonNode page = Json.read(operator().urlEncodingEnabled(false)
                        .get(next.replace("[", "%5B").replace("]", "%5D")).then().statusCode(200).extract()
                        .asByteArray(), JsonNode.class);
                for (JsonNode entry : page.path("data")) {
                    if (!entry.path("type").asText().startsWith("contacthub.clock.")) {
                        lines.add(entry.path("summary").asText(null));
                        checkEntry(entry.deepCopy());
                    }
                }
                next = page.path("links").path("next").asText(null);
            }
            assertThat(lines).as("%s: timeline of %s", steps, person)
                    .isEqualTo(people.historyOf(person).stream().map(said -> said.line).toList());
        }

        private void checkEntry(ObjectNode entry) {
            entry.remove(List.of("links", "delivery"));
            String line = entry.path("summary").asText(null);
            if (line != null) {
                assertThat(entry).as("%s: %s", steps, line).isEqualTo(firstSeen.computeIfAbsent(line, key -> entry));
            }
        }

        private JsonNode card(int person) {
            return Json.read(operator().get("/api/v1/customers/" + ids.get(person) + "/card").then().statusCode(200)
                    .extract().asByteArray(), JsonNode.class);
        }

        private static JsonPath customer(String ref) {
            return operator().get("/api/v1/customers/" + ref).then().statusCode(200).extract().jsonPath();
        }
    }
}
