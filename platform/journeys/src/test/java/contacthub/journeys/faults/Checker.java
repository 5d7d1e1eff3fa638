package contacthub.journeys.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

import contacthub.journeys.faults.History.Known;
import contacthub.journeys.faults.History.Outcome;
import contacthub.journeys.faults.Thing.Kind;

/**
 * Holds what the hub has, once it is quiet, against what the history says, and against itself. Every violation names
 * its invariant of spec 85.
 */
final class Checker {

    private static final int MOST_SHOWN = 5;

    /** Where each kind of thing must be, with what it says and how often. */
    private static final List<Place> PLACES = List.of(
            new Place(Kind.CONTACT, "contact", """
                    SELECT replace(summary, ' otherwise', ''), count(*) FROM timeline_entry
                    WHERE type = 'contacthub.contact.received.v1' AND starts_with(summary, ?) GROUP BY 1"""),
            new Place(Kind.PURCHASE, "contact",
                    """
                    SELECT detail ->> 'order', count(*) FROM timeline_entry
                    WHERE type = 'contacthub.purchase.recorded.v1' AND starts_with(detail ->> 'order', ?) GROUP BY 1"""),
            new Place(Kind.PURCHASE, "segment",
                    "SELECT order_no, count(*) FROM purchase WHERE starts_with(order_no, ?) GROUP BY 1"),
            new Place(Kind.NOTE, "contact", """
                    SELECT summary, count(*) FROM timeline_entry
                    WHERE type = 'contacthub.note.recorded.v1' AND starts_with(summary, ?) GROUP BY 1"""),
            new Place(Kind.MESSAGE, "notification",
                    "SELECT text, count(*) FROM notification WHERE starts_with(text, ?) GROUP BY 1"),
            new Place(Kind.MESSAGE, "contact", """
                    SELECT summary, count(*) FROM timeline_entry
                    WHERE starts_with(type, 'contacthub.notification.') AND starts_with(summary, ?) GROUP BY 1"""));

    /** What must be nowhere, each a query of what is wrong with a number. */
    private static final List<Rule> RULES = List.of(
            new Rule("I2 purchases by day are the purchases", "segment", """
                    SELECT coalesce(d.customer, p.customer)::text, 1 FROM
                        (SELECT customer, sum(purchases) n, sum(revenue) r FROM purchase_day GROUP BY 1) d FULL JOIN
                        (SELECT customer, count(*) n, sum(amount) r FROM purchase GROUP BY 1) p USING (customer)
                    WHERE d.n IS DISTINCT FROM p.n OR d.r IS DISTINCT FROM p.r"""),
            new Rule("I2 scores are those of the purchases", "segment", """
                    SELECT p.customer::text || ' bought ' || p.n || ' scored ' || coalesce(s.frequency, 0), 1 FROM
                        (SELECT customer, count(*) n, sum(amount) r FROM purchase GROUP BY 1) p
                        LEFT JOIN score s ON s.customer = p.customer
                    WHERE s.frequency IS DISTINCT FROM p.n OR s.monetary IS DISTINCT FROM p.r"""),
            new Rule("I2 the last change is the segment", "segment", """
                    SELECT m.customer::text || ' ' || m.family, 1 FROM membership m JOIN segment_change c ON c.id = m.change
                    WHERE c.segment <> m.segment"""),
            new Rule("I2 an entry of the timeline is there once", "contact",
                    "SELECT id::text, count(*) FROM timeline_entry GROUP BY 1 HAVING count(*) > 1"),
            new Rule("I2 an open conversation of an address and channel is one", "contact", """
                    SELECT address_id || ' ' || channel, count(*) FROM conversation
                    WHERE status = 'open' AND channel = 'web' AND thread IS NULL GROUP BY 1 HAVING count(*) > 1"""),
            new Rule("I6 no clock is late before its time", "contact", """
                    SELECT clock_id || ' due ' || due_after || ' found ' || recorded_at, 1 FROM clock_log
                    WHERE act = 'breach' AND recorded_at < due_after"""),
            new Rule("I6 a clock ends as its log says", "contact", """
                    SELECT k.id || ' is ' || k.state, count(l.*) FROM sla_clock k
                    LEFT JOIN clock_log l ON l.clock_id = k.id AND l.act = 'breach'
                    GROUP BY k.id, k.state HAVING count(l.*) > 1 OR (k.state = 'breached') AND count(l.*) = 0"""),
            new Rule("I6 a clock that is late is told of once", "contact", """
                    SELECT detail ->> 'clock', count(*) FROM timeline_entry WHERE type = 'contacthub.clock.breached.v1'
                    GROUP BY 1 HAVING count(*) > 1"""),
            new Rule("I6 a clock that is late is on the timeline", "contact", """
                    SELECT k.id::text, 1 FROM sla_clock k WHERE k.state = 'breached' AND NOT EXISTS (
                        SELECT FROM timeline_entry e WHERE e.type = 'contacthub.clock.breached.v1'
                        AND e.detail ->> 'clock' = k.id::text)"""),
            new Rule("I6 what is measured is what the clocks say", "contact", """
                    SELECT coalesce(k.id, s.clock_id)::text, 1 FROM
                        (SELECT * FROM sla_clock WHERE state IN ('met', 'breached')) k
                        FULL JOIN measured_span s ON s.clock_id = k.id
                    WHERE k.id IS NULL OR s.clock_id IS NULL OR s.met <> (k.state = 'met')"""));

    private final Struck hub;
    private final History history;
    private final long deadBefore;

    /** Made before the fault strikes. */
    Checker(Struck hub, History history) {
        this.hub = hub;
        this.history = history;
        this.deadBefore = deadLetters();
    }

    private record Place(Kind kind, String database, String sql) {}

    private record Rule(String name, String database, String sql) {}

    /** What is wrong; nothing if all invariants hold. */
    List<String> violations(int poison) {
        List<String> violations = new ArrayList<>(history.staleReads().stream().map("I9 "::concat).toList());
        history.refusals().forEach(refusal -> violations.add("refused what is good: " + refusal));
        PLACES.forEach(place -> violations.addAll(misplaced(place)));
        violations.addAll(sendings());
        RULES.forEach(rule -> broken(rule, violations));
        violations.addAll(segments());
        long dead = deadLetters() - deadBefore;
        if (dead != poison) {
            violations.add("I7 " + dead + " dead letters of " + poison + " poisonous records");
        }
        return violations;
    }

    private List<String> misplaced(Place place) {
        Map<String, Known> known = history.of(place.kind);
        Map<String, Long> found = hub.ledger().counts(place.database, place.sql, hub.run());
        List<String> violations = new ArrayList<>();
        String where = " " + place.kind + " in " + place.database + ": ";
        known.forEach((mark, state) -> {
            if (state == Known.ACCEPTED && !found.containsKey(mark)) {
                violations.add("I1 lost" + where + mark);
            }
        });
        found.forEach((mark, times) -> {
            if (times > 1) {
                violations.add("I2 " + times + " times" + where + mark);
            }
            if (!known.containsKey(mark)) {
                violations.add("I3 never asked for" + where + mark);
            }
        });
        return few(violations);
    }

    /** What was sent was taken by the gateway once; what was not said to be sent, at most once. */
    private List<String> sendings() {
        List<String> violations = new ArrayList<>();
        hub.ledger().counts("notification",
                "SELECT text || '|' || state || '|' || coalesce(reason, ''), 1 FROM notification"
                        + " WHERE starts_with(text, ?)",
                hub.run()).keySet().forEach(row -> {
                    String[] parts = row.split("\\|", -1);
                    int taken = hub.hub().telegram().taken(parts[0]);
                    boolean unknown = parts[1].equals("failed") && parts[2].equals("unknown");
                    if (taken > 1 || taken == 0 && parts[1].equals("sent")
                            || taken == 1 && !parts[1].equals("sent") && !unknown) {
                        violations.add("I4 the gateway took " + taken + " times what is " + parts[1] + " " + parts[2]
                                + ": " + parts[0]);
                    }
                });
        return few(violations);
    }

    private void broken(Rule rule, List<String> violations) {
        violations.addAll(few(hub.ledger().counts(rule.database, rule.sql).entrySet().stream()
                .map(row -> rule.name + ": " + row.getKey() + " (" + row.getValue() + ")").toList()));
    }

    /** What segment-service says of its customers is what contact-service shows of them. */
    private List<String> segments() {
        Map<String, Long> said = hub.ledger().counts("segment",
                "SELECT customer || ' ' || family || ' ' || segment, 1 FROM membership");
        Map<String, Long> shown = hub.ledger().counts("contact",
                "SELECT customer_id || ' ' || family || ' ' || segment, 1 FROM customer_segment");
        List<String> violations = new ArrayList<>();
        said.keySet().stream().filter(one -> !shown.containsKey(one)).forEach(
                one -> violations.add("I2 segment not shown: " + one));
        shown.keySet().stream().filter(one -> !said.containsKey(one)).forEach(
                one -> violations.add("I2 segment that is not: " + one));
        return few(violations);
    }

    private static List<String> few(List<String> violations) {
        if (violations.size() <= MOST_SHOWN) {
            return violations;
        }
        List<String> few = new ArrayList<>(violations.subList(0, MOST_SHOWN));
        few.add("… and " + (violations.size() - MOST_SHOWN) + " more like the last");
        return few;
    }

    private long deadLetters() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", hub.parts().bootstrapServers()))) {
            List<String> topics = admin.listTopics().names().get().stream().filter(name -> name.contains(".dead."))
                    .toList();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions().forEach(partition -> ends.put(
                        new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            return admin.listOffsets(ends).all().get().values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka does not tell of its dead letters", e);
        }
    }

    /** What was asked, how it ended, and what the hub has of it, for the record of the run. */
    String summary() {
        Map<Kind, String> counts = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            Map<String, Known> known = history.of(kind);
            long accepted = known.values().stream().filter(Known.ACCEPTED::equals).count();
            counts.put(kind, accepted + " accepted of " + known.size());
        }
        return String.format("%,d operations: %s; %s", history.operations(),
                new TreeMap<Outcome, Integer>(history.outcomes()), counts);
    }
}
