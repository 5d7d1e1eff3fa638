package contacthub.contact.channel;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;
import contacthub.contact.channel.WebhookData.Payload;
import contacthub.contracts.Address;
import contacthub.runtime.web.Problem;

/** Every public payload of every vendor, through the webhook: twice and in any order the same timelines. */
@RunningService
class WebhookDataIT {

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
        print(table, payloads.size());
        Map<String, List<String>> once = timelines(customers, true);

        payloads.forEach(this::post);
        assertThat(timelines(customers, true)).as("posted twice").isEqualTo(once);
        reversed(payloads).forEach(this::post);
        assertThat(timelines(customers, true)).as("posted again in reverse order").isEqualTo(once);

        List<Payload> ofOthers = payloads.stream().map(payload -> payload.with(renamed(payload.body(), customers)))
                .toList();
        reversed(ofOthers).forEach(this::post);
        assertThat(timelines(customers(ofOthers), false).values().stream().sorted(WebhookDataIT::byText).toList())
                .as("of others, first posted in reverse order")
                .isEqualTo(timelines(customers, false).values().stream().sorted(WebhookDataIT::byText).toList());
        assertThat(table).allSatisfy((vendor, outcomes) -> assertThat(outcomes.get("contact")).isPositive());
    }

    private static List<Payload> reversed(List<Payload> payloads) {
        List<Payload> reversed = new ArrayList<>(payloads);
        Collections.reverse(reversed);
        return reversed;
    }

    private static int byText(Collection<String> one, Collection<String> other) {
        return one.toString().compareTo(other.toString());
    }

    private int post(Payload payload) {
        int status = SignedRequest.post(payload.channel(), payload.body()).statusCode();
        assertThat(status).as(payload.toString()).isIn(200, 400);
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

    private static void print(Map<String, Map<String, Integer>> table, int payloads) {
        var text = new StringBuilder("Outcomes of " + payloads + " bodies\n");
        text.append("%-20s %6s %7s %5s %7s %5s %7s %8s%n".formatted("vendor", "bodies", "contact", "sent", "receipt",
                "other", "refused", "not read"));
        table.forEach((vendor, row) -> text.append("%-20s %6d %7d %5d %7d %5d %7d %8d%n".formatted(vendor,
                row.get("bodies"), row.get("contact"), row.get("sent"), row.get("receipt"), row.get("other"),
                row.get("refused"), row.getOrDefault("status 400", 0))));
        System.out.println(text);
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

    /** The same payload of other people: wherever an id of a customer stands alone, another one. */
    private static String renamed(String body, Set<Address> customers) {
        String renamed = body;
        for (Address customer : customers) {
            renamed = Pattern.compile("(?<![\\w.@-])" + Pattern.quote(customer.value()) + "(?![\\w.-])")
                    .matcher(renamed)
                    .replaceAll(Matcher.quoteReplacement(customer.value() + "7"));
        }
        return renamed;
    }

    private static Map<String, List<String>> timelines(Set<Address> customers, boolean withIds) {
        Map<String, List<String>> timelines = new TreeMap<>();
        for (Address customer : customers) {
            String position = accepted(FrontDoor.post(event("com.example.mark",
                    Map.of("customer", customer, "summary", "mark"))));
            JsonPath page = operator().queryParam("position", position).queryParam("page[size]", 200)
                    .get("/api/v1/customers/{ref}/timeline", customer.ref()).then().statusCode(200).extract()
                    .jsonPath();
            timelines.put(customer.ref(), lines(page, withIds));
        }
        return timelines;
    }

    private static List<String> lines(JsonPath page, boolean withIds) {
        List<Map<String, Object>> entries = page
                .getList(
                        "data.findAll { it.type in ['contacthub.contact.received.v1', 'contacthub.contact.sent.v1'] }");
        List<String> lines = entries.stream().map(entry -> entry.get("occurred_at") + " " + entry.get("direction") + " "
                + entry.get("channel") + " " + entry.get("summary") + (withIds ? " " + entry.get("id") : "")).toList();
        return withIds ? lines : lines.stream().sorted().toList();
    }
}
