package contacthub.journeys.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.journeys.Operator;
import contacthub.journeys.Posting;
import contacthub.journeys.faults.History.Outcome;
import contacthub.journeys.faults.Thing.Kind;

/**
 * Posts, writes and reads as integrations and operators do, from several threads at a steady rate, at any instance, and
 * keeps the history of it. Nothing is asked again because it failed; but anything may be asked again, as it was or with
 * another body under the same id.
 */
final class Traffic {

    /** What a contact says when its id has been used for another one. */
    static final String OTHERWISE = " otherwise";

    private static final int SENDERS = 6;
    private static final int CUSTOMERS = 60;
    private static final int BATCH = 20;
    private static final double PER_SECOND = 120;
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int LATE_SECONDS = 70;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final Struck hub;
    private final History history;
    private final List<String> chats;
    private final Map<String, String> conversations = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong slots = new AtomicLong();
    private final String bearer;
    private final String basic;

    /** Traffic whose marks begin with the name of the run; messages go to these customers. */
    Traffic(Struck hub, History history, List<String> chats) {
        this.hub = hub;
        this.history = history;
        this.chats = chats;
        Properties credentials = hub.parts().credentials();
        this.bearer = "Bearer " + credentials.getProperty("integration.key");
        this.basic = Operator.basic(credentials.getProperty("admin.user"), credentials.getProperty("admin.password"));
    }

    /** Goes on until the work beside it has ended; what goes wrong in that work is thrown. */
    void during(Runnable work, long seed) {
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try {
            slots.set(System.nanoTime());
            CompletableFuture<Void> working = CompletableFuture.runAsync(work, threads);
            CompletableFuture<?>[] all = IntStream.range(0, SENDERS).mapToObj(sender -> CompletableFuture.runAsync(
                    () -> send(new Random(seed * SENDERS + sender), working), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
            working.join();
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(Random random, CompletableFuture<Void> working) {
        while (!working.isDone()) {
            long slot = slots.getAndUpdate(
                    last -> Math.max(last, System.nanoTime() - 1_000_000_000L) + (long) (1e9 / PER_SECOND));
            LockSupport.parkNanos(slot - System.nanoTime());
            next(random);
        }
    }

    private void next(Random random) {
        int dice = random.nextInt(100);
        if (dice < 45) {
            contact(random);
        } else if (dice < 53) {
            batch(random);
        } else if (dice < 65) {
            ask("purchase", purchase(random));
        } else if (dice < 75) {
            history.any(random).ifPresent(thing -> ask("again", thing));
        } else if (dice < 79) {
            history.any(random).filter(thing -> thing.kind() == Kind.CONTACT).ifPresent(
                    thing -> ask("otherwise", contact(thing.mark(), OTHERWISE, thing.at(), thing.customer())));
        } else if (dice < 92) {
            ask("message", message(random));
        } else {
            conversations.entrySet().stream().skip(random.nextInt(conversations.size() + 1)).findFirst()
                    .ifPresent(any -> ask("note", note(any.getValue(), any.getKey())));
        }
    }

    private void contact(Random random) {
        Thing thing = contact(random, CUSTOMERS);
        Optional<String> position = ask("contact", thing).map(answer -> answer.path("position").asText(""));
        if (random.nextInt(8) == 0) {
            position.filter(known -> !known.isEmpty()).ifPresent(known -> read(thing, known, random));
        }
    }

    private void batch(Random random) {
        List<Thing> things = IntStream.range(0, BATCH).mapToObj(i -> contact(random, CUSTOMERS)).toList();
        List<JsonNode> events = things.stream().map(thing -> json(thing.posting().body())).toList();
        ask("batch", things, Posting.batch(events), "contact");
    }

    private Optional<JsonNode> ask(String what, Thing thing) {
        return ask(what, List.of(thing), thing.posting(), thing.service());
    }

    private Optional<JsonNode> ask(String what, List<Thing> about, Posting posting, String service) {
        int number = history.invoke(what, about);
        about.forEach(history::remember);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url(service).resolve(posting.path())).timeout(ANSWER)
                    .header("Authorization", about.get(0).kind() == Kind.NOTE ? basic : bearer)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(posting.body()));
            posting.headers().forEach(request::header);
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Outcome outcome = outcome(answer.statusCode());
            history.end(number, outcome, about, answer.statusCode()
                    + (outcome == Outcome.OK ? "" : " " + new String(answer.body(), UTF_8)));
            return outcome == Outcome.OK ? Optional.of(json(answer.body())) : Optional.empty();
        } catch (IOException e) {
            history.end(number, Outcome.INFO, about, e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            history.end(number, Outcome.INFO, about, e.toString());
            return Optional.empty();
        }
    }

    /** An error of the server leaves open what happened; a key that is in use or was used otherwise had its effect before. */
    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return Outcome.OK;
        }
        return status / 100 == 5 ? Outcome.INFO : Outcome.FAIL;
    }

    /** Reads the timeline with the position of what was accepted, which must show it or say that it does not. */
    private void read(Thing thing, String position, Random random) {
        String path = "/api/v1/customers/" + thing.customer().replace("/", "%2F") + "/timeline?position="
                + URLEncoder.encode(position, UTF_8) + "&from=" + thing.at() + "&to="
                + thing.at().plus(1, ChronoUnit.SECONDS) + "&page%5Bsize%5D=200";
        int number = history.invoke("read " + path, List.of());
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(url("contact").resolve(path)).timeout(ANSWER)
                            .header("Authorization", basic).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            boolean passed = answer.headers().firstValue("Hub-Position").filter("passed"::equals).isPresent();
            JsonNode entries = answer.statusCode() == 200
                    ? json(answer.body()).path("data")
                    : Json.MAPPER.createArrayNode();
            boolean shown = false;
            for (JsonNode entry : entries) {
                shown |= entry.path("summary").asText().startsWith(thing.mark());
                if (entry.hasNonNull("conversation_id")) {
                    conversations.put(entry.path("conversation_id").asText(), thing.customer());
                }
            }
            if (passed && !shown) {
                history.stale(path + " says that it has passed, but does not show " + thing.mark());
            }
            history.end(number, shown ? Outcome.OK : Outcome.INFO, List.of(), "passed=" + passed);
        } catch (IOException e) {
            history.end(number, Outcome.INFO, List.of(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI url(String service) {
        return hub.anyInstance(service);
    }

    private String mark(Kind kind) {
        return hub.run() + " " + kind + " no. " + numbers.incrementAndGet() + ".";
    }

    private String customer(Random random, int many) {
        return "external:" + hub.run() + "-" + random.nextInt(many);
    }

    private static Instant lately(Random random) {
        return Instant.now().minus(random.nextInt(LATE_SECONDS), ChronoUnit.SECONDS).truncatedTo(ChronoUnit.SECONDS);
    }

    private Thing contact(Random random, int many) {
        return contact(mark(Kind.CONTACT), "", lately(random), customer(random, many));
    }

    private static Thing contact(String mark, String more, Instant at, String customer) {
        ObjectNode event = event(mark, at, "contacthub.contact.received.v1");
        event.putObject("data").put("channel", "web").put("text", mark + more)
                .set("from", address(customer));
        return new Thing(Kind.CONTACT, mark, "contact", Posting.single(event), at, customer);
    }

    private Thing purchase(Random random) {
        String mark = mark(Kind.PURCHASE);
        String customer = customer(random, CUSTOMERS);
        Instant at = lately(random);
        ObjectNode event = event(mark, at, "contacthub.purchase.recorded.v1");
        event.putObject("data").put("order", mark).put("amount", 1 + random.nextInt(500) + ".50")
                .put("currency", "RUB").set("customer", address(customer));
        return new Thing(Kind.PURCHASE, mark, "contact", Posting.single(event), at, customer);
    }

    private Thing message(Random random) {
        String mark = mark(Kind.MESSAGE);
        String customer = chats.get(random.nextInt(chats.size()));
        return written(Kind.MESSAGE, mark, "notification", "/api/v1/notifications", customer,
                Map.of("customer", customer, "category", "service", "text", mark));
    }

    private Thing note(String customer, String conversation) {
        String mark = mark(Kind.NOTE);
        return written(Kind.NOTE, mark, "contact", "/api/v1/conversations/" + conversation + "/notes", customer,
                Map.of("text", mark));
    }

    private static Thing written(Kind kind, String mark, String service, String path, String customer,
            Map<String, String> body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key",
                mark.replace(' ', '-'));
        return new Thing(kind, mark, service, new Posting(path, headers, Json.bytes(body), 1), Instant.now(), customer);
    }

    private static ObjectNode event(String mark, Instant at, String type) {
        return Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", mark).put("source", "/faults")
                .put("type", type).put("time", at.toString());
    }

    private static ObjectNode address(String customer) {
        int colon = customer.indexOf(':');
        return Json.MAPPER.createObjectNode().put("type", customer.substring(0, colon)).put("value",
                customer.substring(colon + 1));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
