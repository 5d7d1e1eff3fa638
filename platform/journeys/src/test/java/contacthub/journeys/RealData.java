package contacthub.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.CsvTable;
import contacthub.testkit.PublicData;

/**
 * The public data as an integration would post it. The data is not part of the project: it is looked for beside the
 * checkout, or where {@code CONTACTHUB_DATA} says.
 */
final class RealData {

    static final String RECEIVED = "contacthub.contact.received.v1";
    static final String SENT = "contacthub.contact.sent.v1";
    static final String PURCHASE = "contacthub.purchase.recorded.v1";

    /** How many different people bought something in CDNOW_master.txt. */
    static final long PURCHASERS = 23_570;

    /** The updates in which a person wrote something; the others are things that happened to a chat or a bot. */
    private static final Set<String> TELEGRAM_CONTACTS = Set.of("animation", "audio", "business_message", "checklist",
            "command", "contact", "dice", "document", "edited_business_message", "edited_message", "game",
            "guest_message", "message", "message_different_topic", "message_forward_origin", "message_poll", "photo",
            "sticker", "story", "text", "venue", "video");

    private static final Map<String, String> CFPB_CHANNELS = Map.of("Web", "web", "Phone", "call", "Postal mail",
            "paper", "Fax", "paper", "Referral", "email");
    private static final Map<String, String> NYC311_CHANNELS = Map.of("ONLINE", "web", "MOBILE", "web", "PHONE", "call",
            "UNKNOWN", "web");
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.US);
    private static final DateTimeFormatter US_TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Path folder;
    private final String run;
    private final int batch;

    private RealData(Path folder, String run, int batch) {
        this.folder = folder;
        this.run = run;
        this.batch = batch;
    }

    /**
     * The data; the journey is skipped where there is none.
     *
     * @param run makes sources and customers of one posting differ from those of another; empty for the data as it is
     * @param batch how many events are posted at once
     */
    static RealData found(String run, int batch) {
        return new RealData(PublicData.require("."), run, batch);
    }

    /** Everything there is, by the name of the collection. */
    Map<String, Load> all() {
        return new TreeMap<>(Map.of("rfm/cdnow", purchases(), "contacts/cfpb", complaints(), "contacts/nyc311",
                requests(), "webhooks/telegram", telegram(), "cloudevents/conformance", conformance()));
    }

    /** What customers' external numbers of a collection begin with. */
    String numbers(String collection) {
        return run + collection + "/";
    }

    /** One purchase a line: customer, yyyymmdd, CDs, US dollars. Bought at noon, because the data has no time of day. */
    Load purchases() {
        return purchasesOfEvery(1);
    }

    /** The purchases of every n-th line only. */
    Load purchasesOfEvery(int nth) {
        List<String> lines = lines("rfm/cdnow/CDNOW_master.txt");
        List<ObjectNode> events = new ArrayList<>();
        for (int line = 1; line < lines.size(); line += nth) {
            String[] fields = lines.get(line).strip().split("\\s+");
            LocalDate day = LocalDate.parse(fields[1], DateTimeFormatter.BASIC_ISO_DATE);
            ObjectNode event = event("cdnow", Integer.toString(line), PURCHASE, day + "T12:00:00Z");
            event.putObject("data").put("order", Integer.toString(line)).put("currency", "USD").put("category", "CD")
                    .put("amount", new java.math.BigDecimal(fields[3]))
                    .set("customer", customer("cdnow", fields[0]));
            events.add(event);
        }
        return Load.of(Posting.batches(events, batch), events);
    }

    /**
     * Consumers' complaints. What a company answered is not posted: the data has neither the text nor the time of an
     * answer, only when the complaint was sent on to the company.
     */
    Load complaints() {
        List<ObjectNode> events = CsvTable.read(folder.resolve("contacts/cfpb/consumer_complaints_2016-09.csv"))
                .stream().map(this::complaint).toList();
        return Load.of(Posting.batches(events, batch), events);
    }

    private ObjectNode complaint(Map<String, String> row) {
        String id = row.get("Complaint ID");
        String received = LocalDate.parse(row.get("Date received"), US_DATE) + "T12:00:00Z";
        ObjectNode event = event("cfpb", id, RECEIVED, received);
        event.putObject("data").put("channel", CFPB_CHANNELS.get(row.get("Submitted via"))).put("kind", "complaint")
                .put("language", "en").put("subject", row.get("Issue"))
                .put("text", told(row, "Product", "Sub-product", "Issue", "Sub-issue", "Consumer complaint narrative"))
                .set("from", customer("cfpb", id));
        return event;
    }

    /** Requests to a city with the time they came, and the city's answer at the time they were closed. */
    Load requests() {
        List<ObjectNode> events = new ArrayList<>();
        for (Map<String, String> row : CsvTable.read(folder.resolve("contacts/nyc311/nyc311_2022-05-01.csv"))) {
            events.add(request(row));
            if (!row.get("Closed Date").isBlank()) {
                events.add(answer(row));
            }
        }
        return Load.of(Posting.batches(events, batch), events);
    }

    private ObjectNode request(Map<String, String> row) {
        String key = row.get("Unique Key");
        ObjectNode event = event("nyc311", key, RECEIVED, newYork(row.get("Created Date")));
        event.putObject("data").put("channel", channel(row)).put("kind", "complaint").put("language", "en")
                .put("subject", row.get("Complaint Type"))
                .put("text", told(row, "Complaint Type", "Descriptor", "Location Type", "Borough"))
                .set("from", customer("nyc311", key));
        return event;
    }

    private ObjectNode answer(Map<String, String> row) {
        String key = row.get("Unique Key");
        ObjectNode event = event("nyc311", key + "-closed", SENT, newYork(row.get("Closed Date")));
        event.putObject("data").put("channel", channel(row)).put("operator", row.get("Agency"))
                .put("text", told(row, "Resolution Description")).set("to", customer("nyc311", key));
        return event;
    }

    private static String channel(Map<String, String> row) {
        return NYC311_CHANNELS.get(row.get("Open Data Channel Type"));
    }

    private static String newYork(String time) {
        return LocalDateTime.parse(time, US_TIME).atZone(NEW_YORK).toOffsetDateTime().toString();
    }

    private static String told(Map<String, String> row, String... columns) {
        return Stream.of(columns).map(column -> row.getOrDefault(column, "")).filter(value -> !value.isBlank())
                .collect(Collectors.joining(". "));
    }

    /** Updates of the Bot API, to the webhook of an account; those that are no contacts leave no entry. */
    Load telegram() {
        List<Path> files = files("webhooks/telegram");
        String account = run.isEmpty() ? "main" : "faults";
        long contacts = files.stream().filter(RealData::isContact).count();
        return new Load(files.stream().map(file -> Posting.telegram(account, bytes(file))).toList(),
                Map.of(RECEIVED, contacts));
    }

    private static boolean isContact(Path file) {
        return TELEGRAM_CONTACTS.contains(file.getFileName().toString().replace(".json", ""));
    }

    /** The valid events and batches of the conformance suite, each posted in the mode it is written in. */
    Load conformance() {
        List<JsonNode> events = new ArrayList<>();
        List<Posting> postings = new ArrayList<>();
        for (JsonNode test : tests("valid-events.json")) {
            JsonNode event = ofThisRun(test.path("event"));
            events.add(event);
            postings.add(Posting.single(event));
        }
        for (JsonNode test : tests("valid-batches.json")) {
            List<JsonNode> batch = new ArrayList<>();
            test.path("batch").forEach(event -> batch.add(ofThisRun(event)));
            events.addAll(batch);
            postings.add(Posting.batch(batch));
        }
        return Load.of(postings, events);
    }

    private JsonNode tests(String file) {
        byte[] json = bytes(folder.resolve("cloudevents/conformance/format/json").resolve(file));
        boolean marked = json.length > 2 && json[0] == (byte) 0xEF;
        return Json.read(marked ? java.util.Arrays.copyOfRange(json, 3, json.length) : json, JsonNode.class)
                .path("tests");
    }

    private JsonNode ofThisRun(JsonNode event) {
        return ((ObjectNode) event).put("source", event.path("source").asText() + run);
    }

    private ObjectNode event(String collection, String id, String type, String time) {
        return Json.MAPPER.createObjectNode().put("specversion", "1.0").put("source", "/journeys/" + run + collection)
                .put("id", collection + "/" + id).put("type", type).put("time", time);
    }

    private ObjectNode customer(String collection, String id) {
        return Json.MAPPER.createObjectNode().put("type", "external").put("value", numbers(collection) + id);
    }

    private List<Path> files(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String name) {
        try {
            return Files.readAllLines(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
