package contacthub.contact.channel;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;

import contacthub.contact.RunningService;
import contacthub.contact.channel.WebhookData.Payload;
import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** Every public payload of every vendor, through the webhook: twice and in any order the same timelines. */
@RunningService
class WebhookDataIT {

    private static final String OUTCOMES_OF_ALL = """
            folder              bodies contact  sent receipt other refused 400 401
            facebook-feed           38       5     0       0    33       0   0   0
            facebook-messenger      27      15     1       1    10       0   0   0
            instagram                7       2     0       1     4       0   0   0
            line                    27      13     0       0    15       0   0   0
            slack                  113       3     0       0   110       0   0   0
            telegram                52      22     0       0    30       0   0   0
            viber                   11       2     0       4     5       0   0   0
            vk                      41       6     2       0    32       0   0   1
            whatsapp                25      10     1       4     9       0   1   0
            """;

    private static final List<String> OUTCOMES = List.of("contact", "sent", "receipt", "other", "refused");

    @Inject
    @Any
    Instance<Vendor> vendors;

    @Inject
    MeterRegistry meters;

    @Test
    void takesEveryPayloadOnceAndInAnyOrder() {
        assumeTrue(WebhookData.isThere(), WebhookData.ABSENT);
        List<Payload> payloads = WebhookData.payloads();
        Set<Address> customers = customers(payloads);
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        payloads.forEach(payload -> count(payload, table));
        System.out.println(text(table));
        Map<String, List<String>> once = timelines(customers, true);

        reversed(payloads).forEach(this::post);
        assertThat(timelines(customers, true)).as("posted twice, the second time in reverse order").isEqualTo(once);

        List<Payload> ofOthers = renamed(payloads.stream().filter(one -> !customers(List.of(one)).isEmpty()).toList(),
                customers);
        reversed(ofOthers).forEach(this::post);
        assertThat(timelines(customers(ofOthers), false).values())
                .as("of others, first posted in reverse order")
                .containsExactlyInAnyOrderElementsOf(timelines(customers, false).values());
        assertThat(text(table)).isEqualTo(OUTCOMES_OF_ALL);
    }

    private static List<Payload> reversed(List<Payload> payloads) {
        List<Payload> reversed = new ArrayList<>(payloads);
        Collections.reverse(reversed);
        return reversed;
    }

    private int post(Payload payload) {
        int status = SignedRequest.post(payload.channel(), payload.body()).statusCode();
        assertThat(status).as(payload.toString()).isIn(200, 400, 401);
        return status;
    }

    private void count(Payload payload, Map<String, Map<String, Integer>> table) {
        Map<String, Double> before = told(payload.channel());
        int status = post(payload);
        Map<String, Double> after = told(payload.channel());
        Map<String, Integer> row = table.computeIfAbsent(payload.folder(), folder -> new TreeMap<>());
        OUTCOMES.forEach(outcome -> row.merge(outcome, (int) (after.get(outcome) - before.get(outcome)), Integer::sum));
        row.merge("bodies", 1, Integer::sum);
        row.merge("status " + status, 1, Integer::sum);
    }

    private Map<String, Double> told(String channel) {
        return OUTCOMES.stream().collect(Collectors.toMap(outcome -> outcome,
                outcome -> meters.counter("hub.webhook.told", "channel", channel, "outcome", outcome).count()));
    }

    private static String text(Map<String, Map<String, Integer>> table) {
        var text = new StringBuilder("folder              bodies contact  sent receipt other refused 400 401\n");
        table.forEach((folder, row) -> text.append("%-19s %6d %7d %5d %7d %5d %7d %3d %3d\n".formatted(folder,
                row.get("bodies"), row.get("contact"), row.get("sent"), row.get("receipt"), row.get("other"),
                row.get("refused"), row.getOrDefault("status 400", 0), row.getOrDefault("status 401", 0))));
        return text.toString();
    }

    private Set<Address> customers(List<Payload> payloads) {
        Map<String, Vendor> byChannel = vendors.stream().collect(Collectors.toMap(Vendor::channel, vendor -> vendor));
        Set<Address> customers = new LinkedHashSet<>();
        for (Payload payload : payloads) {
            for (Said said : said(byChannel.get(payload.channel()), payload)) {
                if (said instanceof Said.Wrote || said instanceof Said.Answered) {
                    Address customer = Heard.message(said).customer();
                    customers.add(Address.of(customer.type(), customer.value()));
                }
            }
        }
        return customers;
    }

    private static List<Said> said(Vendor vendor, Payload payload) {
        try {
            return vendor.read(new Callback("main", payload.body().getBytes(UTF_8), "", name -> null)).said();
        } catch (Problem e) {
            return List.of();
        }
    }

    /** The same payloads of other people: wherever the id of a customer stands alone, another one. */
    private static List<Payload> renamed(List<Payload> payloads, Set<Address> customers) {
        Pattern ids = Pattern.compile(customers.stream().map(customer -> Pattern.quote(customer.value()))
                .collect(Collectors.joining("|", "(?<![\\w.@-])(?:", ")(?![\\w.-])")));
        return payloads.stream()
                .map(payload -> payload.with(ids.matcher(payload.body()).replaceAll(id -> id.group() + "7"))).toList();
    }

    /** All timelines, once everything posted before shows: a mark of each customer comes after it. */
    private static Map<String, List<String>> timelines(Set<Address> customers, boolean withIds) {
        String position = accepted(integration().contentType("application/cloudevents-batch+json").body(Json.bytes(
                customers.stream().map(customer -> event("com.example.mark",
                        Map.of("customer", customer, "summary", "mark"))).toList()))
                .post("/api/v1/events"));
        Map<String, List<String>> timelines = new TreeMap<>();
        for (Address customer : customers) {
            Response page = operator().queryParam("position", position).queryParam("page[size]", 200)
                    .get("/api/v1/customers/{ref}/timeline", customer.ref());
            assertThat(page.header("Hub-Position")).isEqualTo("passed");
            timelines.put(customer.ref(), lines(Json.read(page.asByteArray(), JsonNode.class), withIds));
        }
        return timelines;
    }

    private static List<String> lines(JsonNode page, boolean withIds) {
        List<String> lines = StreamSupport.stream(page.path("data").spliterator(), false)
                .filter(entry -> entry.path("type").asText().startsWith("contacthub.contact."))
                .map(entry -> Stream.of("occurred_at", "type", "channel", "summary", withIds ? "id" : "")
                        .map(field -> entry.path(field).asText("")).collect(Collectors.joining(" ")))
                .toList();
        return withIds ? lines : lines.stream().sorted().toList();
    }
}
