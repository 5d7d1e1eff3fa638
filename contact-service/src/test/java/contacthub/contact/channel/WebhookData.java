package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.PublicData;

/** Vendors' public payloads and signatures, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
public final class WebhookData {

    /** Why a test is skipped. */
    public static final String ABSENT = PublicData.absent("webhooks");

    /** The folder of each channel's payloads. */
    private static final Map<String, String> CHANNELS = Map.of("telegram", "telegram", "vk", "vk", "whatsapp",
            "whatsapp",
            "viber", "viber", "slack", "slack", "line", "line", "facebook-messenger", "facebook", "facebook-feed",
            "facebook", "instagram", "instagram");

    private WebhookData() {
    }

    /** One body as a vendor sends it, and the file (and its line) it is from. */
    record Payload(String folder, String channel, String file, String body) {

        @Override
        public String toString() {
            return folder + "/" + file;
        }

        /** The same with other text. */
        Payload with(String text) {
            return new Payload(folder, channel, file, text);
        }
    }

    /** Whether there is any. */
    public static boolean isThere() {
        return folder().isPresent();
    }

    private static Optional<Path> folder() {
        return PublicData.find("webhooks");
    }

    /** The signature vectors of one provider. */
    public static List<JsonNode> vectors(String provider) {
        List<JsonNode> vectors = new ArrayList<>();
        json(read(folder().orElseThrow().resolve("signature-vectors.json")))
                .forEach(vector -> {
                    if (vector.path("provider").asText().startsWith(provider)) {
                        vectors.add(vector);
                    }
                });
        return vectors;
    }

    /** Every payload of every channel, in the order of folders and files. */
    static List<Payload> payloads() {
        return CHANNELS.keySet().stream().sorted()
                .flatMap(folder -> files(folder).flatMap(file -> payloads(folder, file)))
                .toList();
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(WebhookData.folder().orElseThrow().resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Payload> payloads(String folder, Path file) {
        String name = file.getFileName().toString();
        String channel = CHANNELS.get(folder);
        List<String> bodies = name.endsWith(".jsonl")
                ? read(file).lines().map(WebhookData::unwrapped).toList()
                : name.endsWith("-cases.json") ? cases(file) : List.of(read(file));
        return bodies.stream().map(body -> new Payload(folder, channel, name,
                channel.equals("vk") ? withSecret(body) : body));
    }

    /** Some collections tell where a payload is from. */
    private static String unwrapped(String line) {
        JsonNode json = json(line);
        return json.has("payload") ? json.path("payload").toString() : line;
    }

    private static List<String> cases(Path file) {
        List<String> bodies = new ArrayList<>();
        json(read(file)).forEach(one -> bodies.add(one.path("body").asText()));
        return bodies;
    }

    /** VK's requests with the settings they come to, and the expected answer. */
    public static List<JsonNode> casesOfVk() {
        List<JsonNode> cases = new ArrayList<>();
        json(read(folder().orElseThrow().resolve("vk/callback-confirmation-secret-cases.json"))).forEach(cases::add);
        return cases;
    }

    private static String withSecret(String body) {
        return body.isBlank() ? body : ((ObjectNode) json(body)).put("secret", SignedRequest.SECRET).toString();
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(UTF_8), JsonNode.class);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
