package contacthub.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the AsyncAPI 3.0 document of the hub: its topics, what is told on each, and how a record looks on Kafka. */
final class AsyncApi {

    private static final Map<String, Topic> TOPICS = topics();

    private static final Map<String, String> HEADERS = headers();

    private static final Set<String> COMPACTED = Set.of(Topics.ACCOUNTS, Topics.SEGMENT_USES);

    private static final List<String> REQUIRED_HEADERS = List.of("ce_specversion", "ce_id", "ce_source", "ce_type",
            "ce_time");

    private AsyncApi() {
    }

    /** What the document says of a topic: who writes it, what its record key is, and what it is for. */
    private record Topic(String owner, String key, String description) {}

    private static Map<String, Topic> topics() {
        Map<String, Topic> topics = new LinkedHashMap<>();
        topics.put(Topics.CONTACT_INTAKE, new Topic("contact-service", "The sender's address as type:value",
                "Everything taken at the front door, raw, also types not listed here: they become outside timeline "
                        + "entries. Trusted producers may write it directly."));
        topics.put(Topics.CONTACT_EVENTS,
                new Topic("contact-service", "The customer's id",
                        "Who wrote, about what, and is it answered in time."));
        topics.put(Topics.SEGMENT_EVENTS,
                new Topic("segment-service", "The customer's id", "What kind of customer this is, and why."));
        topics.put(Topics.NOTIFICATION_EVENTS, new Topic("notification-service", "The customer's id",
                "What is written back, what the customer likes and what the customer allows."));
        topics.put(Topics.ACCOUNTS, new Topic("contact-service", "The account's id",
                "Who may sign in, as hashes; compacted, the newest record of an account holds."));
        topics.put(Topics.SEGMENT_USES, new Topic("contact-service", "What names segments, such as sla-policy/vip",
                "Which segments are named elsewhere and therefore not deleted; compacted, the newest record holds."));
        return topics;
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "The CloudEvents version: " + StructuredEvent.SPEC_VERSION);
        headers.put("ce_id", "With ce_source, identifies the event for ever");
        headers.put("ce_source", "Who told it: a service of the hub, or the integration that posted it");
        headers.put("ce_type", "The type name");
        headers.put("ce_time", "When it happened (RFC 3339)");
        headers.put("ce_recordedtime", "When the hub took it (RFC 3339)");
        headers.put("ce_subject", "The customer's id, once known");
        headers.put("ce_correlationid", "The conversation");
        headers.put("ce_causationid", "The event that led to this one");
        headers.put("ce_traceparent", "W3C trace context");
        headers.put("content-type", "application/json");
        return headers;
    }

    static ObjectNode document() {
        ObjectNode document = Json.MAPPER.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "Contact Hub events").put("version", "1.0.0").put("description",
                "Facts the services of Contact Hub tell each other and anyone who listens: CloudEvents 1.0 in binary "
                        + "mode on Kafka. A type's version is the end of its name; unknown types and fields are skipped.")
                .putObject("license").put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
        document.put("defaultContentType", "application/json");
        TOPICS.forEach((name, topic) -> describe(document, name, topic));
        ObjectNode components = document.putObject("components");
        FactTypes.all().forEach(fact -> describe(components.withObjectProperty("messages"), fact));
        components.withObjectProperty("schemas").set("headers", headerSchema());
        return document;
    }

    private static void describe(ObjectNode document, String name, Topic topic) {
        ObjectNode channel = document.withObjectProperty("channels").putObject(name).put("address", name)
                .put("description", topic.description());
        ObjectNode messages = channel.putObject("messages");
        told(name).forEach(type -> messages.putObject(type).put("$ref", "#/components/messages/" + type));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka").put("topic", name);
        if (COMPACTED.contains(name)) {
            kafka.putObject("topicConfiguration").putArray("cleanup.policy").add("compact");
        }
        ObjectNode operation = document.withObjectProperty("operations").putObject(topic.owner() + "." + name);
        operation.put("action", "send").put("summary", topic.owner() + " writes " + name);
        operation.putObject("channel").put("$ref", "#/channels/" + name);
    }

    private static List<String> told(String topic) {
        return FactTypes.all().stream().filter(fact -> travelsOn(topic, fact)).map(FactTypes::name).toList();
    }

    private static boolean travelsOn(String topic, Class<? extends Fact> fact) {
        return topic.equals(Topics.CONTACT_INTAKE) ? FactTypes.posted(fact) : topic.equals(FactTypes.topic(fact));
    }

    private static void describe(ObjectNode messages, Class<? extends Fact> fact) {
        String type = FactTypes.name(fact);
        ObjectNode message = messages.putObject(type).put("name", type).put("contentType", "application/json");
        message.putObject("headers").put("$ref", "#/components/schemas/headers");
        message.putObject("payload").put("$ref", "./schemas/" + type + ".json");
        message.putObject("bindings").putObject("kafka").putObject("key").put("type", "string").put("description",
                key(fact));
        message.putArray("examples").addObject().set("payload", Golden.data(type));
    }

    private static String key(Class<? extends Fact> fact) {
        String key = TOPICS.get(FactTypes.topic(fact)).key();
        return FactTypes.posted(fact)
                ? key + "; on " + Topics.CONTACT_INTAKE + ": " + TOPICS.get(Topics.CONTACT_INTAKE).key()
                : key;
    }

    private static ObjectNode headerSchema() {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        REQUIRED_HEADERS.forEach(schema.putArray("required")::add);
        ObjectNode properties = schema.putObject("properties");
        HEADERS.forEach(
                (name, meaning) -> properties.putObject(name).put("type", "string").put("description", meaning));
        return schema;
    }
}
