package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import com.fasterxml.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.testkit.KafkaProbe;

/**
 * Every public letter through a real mailbox, twice, and every bounce once more as one of a letter of ours:
 * {@code mvn verify -pl contact-service -am -Djourneys.full=true -Dit.test=EveryLetterIT}.
 */
@RunningService
@QuarkusTestResource(Dovecot.class)
@EnabledIfSystemProperty(named = "journeys.full", matches = "true", disabledReason = "takes a minute: -Djourneys.full=true")
class EveryLetterIT {

    private static final Logger LOG = Logger.getLogger(EveryLetterIT.class);
    private static final List<String> OUTCOMES = List.of("contact", "automatic", "bounce", "report", "refused");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^(Message-ID:\\s*)<[^<>\\s]+>");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM timeline_entry WHERE type = 'contacthub.contact.received.v1') AS contacts,
                (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM address) AS addresses,
                (SELECT count(*) FROM conversation) AS conversations""";
    private static final String TAKEN_IN = """
            SELECT coalesce(sum(next), 0) FROM consumer_offset WHERE topic = 'contact-intake'""";

    @Inject
    Ids ids;

    @Inject
    MeterRegistry meters;

    @Inject
    Transactions transactions;

    private Path folder;

    @BeforeEach
    void needsDovecotAndLetters() {
        assumeTrue(Dovecot.isHere(), Dovecot.MISSING);
        Optional<Path> found = MailData.folder();
        assumeTrue(found.isPresent(), MailData.ABSENT);
        folder = found.get();
    }

    @Test
    void everyLetterHasItsOutcomeAndTheSecondTimeNoEffect() {
        Map<String, List<Path>> folders = MailData.files(folder).stream().collect(Collectors.groupingBy(
                file -> folder.relativize(file.getParent()).toString(), TreeMap::new, Collectors.toList()));
        Map<String, Map<String, Integer>> first = new LinkedHashMap<>();
        folders.forEach((name, files) -> first.put(name, delivered(files.stream().map(MailData::bytes).toList())));
        awaitTakenIn();
        LOG.info(table(folders, first) + "\nrefused because:\n" + reasons());

        folders.forEach((name, files) -> assertThat(sum(first.get(name))).as(name).isEqualTo(files.size()));
        // A person forwards a bounce; two abuse reports in no known form.
        assertThat(first.get("sisimai/bsd").get("contact")).isEqualTo(3);
        assertThat(first.get("sisimai/bsd").get("bounce")).isGreaterThanOrEqualTo(280);
        assertThat(first.get("sisimai/not").get("contact")).isEqualTo(folders.get("sisimai/not").size());
        assertThat(onTimelines(folders.get("sisimai/bsd"), Mail.Kind.BOUNCE)).as("bounces on timelines").isZero();
        int missing = contacts(folders) - onTimelines(all(folders), Mail.Kind.CONTACT)
                - onTimelines(all(folders), Mail.Kind.AUTOMATIC);
        assertThat(missing).as("contacts that are on no timeline, all of them refused with a reason").isZero();

        Map<String, Long> once = counts();
        Map<String, Map<String, Integer>> second = new LinkedHashMap<>();
        folders.forEach((name, files) -> second.put(name, delivered(files.stream().map(MailData::bytes).toList())));
        awaitTakenIn();
        assertThat(second).isEqualTo(first);
        assertThat(counts()).isEqualTo(once);
        LOG.infof("delivered a second time: the same outcomes, and still %s", once);
    }

    @Test
    void everyBounceOfOursBecomesOneFailure() {
        List<byte[]> bounces = MailData.files(folder).stream().map(MailData::bytes)
                .filter(bytes -> kind(bytes) == Mail.Kind.BOUNCE).toList();
        Map<String, byte[]> ours = new LinkedHashMap<>();
        bounces.forEach(bytes -> {
            String notification = ids.next().toString();
            asOurs(bytes, notification).ifPresent(letter -> ours.put(notification, letter));
        });
        Map<String, Long> before = counts();
        Map<String, Integer> outcomes = delivered(List.copyOf(ours.values()));

        assertThat(outcomes.get("bounce")).isEqualTo(ours.size());
        assertThat(ours).hasSizeGreaterThanOrEqualTo(260);
        try (KafkaProbe probe = KafkaProbe.open()) {
            Awaitility.await("failures").atMost(PATIENCE).until(() -> told(probe).containsAll(ours.keySet()));
        }
        awaitTakenIn();
        assertThat(counts()).isEqualTo(before);
        LOG.infof("of %d bounces %d show the Message-ID of what came back: with ours, each was told as a failure",
                bounces.size(), ours.size());
    }

    private static Set<String> told(KafkaProbe probe) {
        return probe.present(Topics.CONTACT_EVENTS, one -> KafkaProbe.header(one, "ce_type")
                .equals(Optional.of("contacthub.contact.returned.v1"))).stream()
                .map(one -> Json.read(one.value(), JsonNode.class)
                        .path("notification").asText())
                .collect(Collectors.toSet());
    }

    /** The same bounce, had the letter that came back been this notification; none where it shows no Message-ID. */
    private static Optional<byte[]> asOurs(byte[] bytes, String notification) {
        String letter = new String(bytes, ISO_8859_1);
        Matcher end = EMPTY_LINE.matcher(letter);
        Matcher id = MESSAGE_ID.matcher(letter);
        if (!end.find() || !id.find(end.end())) {
            return Optional.empty();
        }
        String ours = letter.substring(0, id.start()) + id.group(1) + "<" + notification + "@hub.example>"
                + letter.substring(id.end());
        return Optional.of(ours.getBytes(ISO_8859_1)).filter(bounce -> notification.equals(named(bounce)));
    }

    private static String named(byte[] bounce) {
        try {
            return MailReader.read(bounce).bounce().notification();
        } catch (MailReader.Unreadable e) {
            return null;
        }
    }

    /** Puts these into the mailbox and waits until each has an outcome; answers how many have which. */
    private Map<String, Integer> delivered(List<byte[]> letters) {
        Map<String, Integer> before = outcomes();
        letters.forEach(Dovecot::deliver);
        return Awaitility.await("outcomes of " + letters.size() + " letters").atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50)).until(() -> since(before), now -> sum(now) >= letters.size());
    }

    private Map<String, Integer> since(Map<String, Integer> before) {
        Map<String, Integer> now = outcomes();
        now.replaceAll((outcome, count) -> count - before.get(outcome));
        return now;
    }

    private Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        OUTCOMES.forEach(outcome -> outcomes.put(outcome, Optional.ofNullable(meters.find("hub.mail.letters")
                .tags("account", "main", "outcome", outcome).counter()).map(one -> (int) one.count()).orElse(0)));
        return outcomes;
    }

    private static int sum(Map<String, Integer> outcomes) {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until all of the intake log is on the timelines. */
    private void awaitTakenIn() {
        try (KafkaProbe probe = KafkaProbe.open()) {
            int accepted = probe.present(Topics.CONTACT_INTAKE, one -> true).size();
            Awaitility.await("all of the intake log").atMost(PATIENCE)
                    .until(() -> numbers(TAKEN_IN).values().iterator().next() >= accepted);
        }
    }

    private Map<String, Long> counts() {
        return numbers(COUNTS);
    }

    private Map<String, Long> numbers(String sql) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
                row.next();
                Map<String, Long> numbers = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    numbers.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
                }
                return numbers;
            }
        });
    }

    private static List<Path> all(Map<String, List<Path>> folders) {
        return folders.values().stream().flatMap(List::stream).toList();
    }

    private static Mail.Kind kind(byte[] bytes) {
        try {
            return MailReader.read(bytes).kind();
        } catch (MailReader.Unreadable e) {
            return null;
        }
    }

    /** The letters of people and machines that have a sender, copies of the same one once. */
    private int contacts(Map<String, List<Path>> folders) {
        Set<UUID> contacts = entries(all(folders), Mail.Kind.CONTACT);
        contacts.addAll(entries(all(folders), Mail.Kind.AUTOMATIC));
        return contacts.size();
    }

    private static Set<UUID> entries(List<Path> files, Mail.Kind kind) {
        Set<UUID> entries = new HashSet<>();
        for (Path file : files) {
            try {
                Mail mail = MailReader.read(MailData.bytes(file));
                if (mail.kind() == kind && (mail.from() != null || kind == Mail.Kind.BOUNCE)) {
                    entries.add(Ids.named("/mail", mail.fingerprint()));
                }
            } catch (MailReader.Unreadable e) {
                LOG.debugf("%s: %s", file, e.getMessage());
            }
        }
        return entries;
    }

    /** How many letters of that kind are on a timeline. */
    private int onTimelines(List<Path> files, Mail.Kind kind) {
        Set<UUID> entries = entries(files, kind);
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT count(*) FROM timeline_entry WHERE id = ANY (?)")) {
                select.setArray(1, connection.createArrayOf("uuid", entries.toArray()));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    private String reasons() {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT format('%6s  %s', count(*), left(reason, 110)) FROM mail_refused GROUP BY reason
                    ORDER BY count(*) DESC, reason"""); ResultSet row = select.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (row.next()) {
                    lines.add(row.getString(1));
                }
                return String.join("\n", lines);
            }
        });
    }

    private static String table(Map<String, List<Path>> folders, Map<String, Map<String, Integer>> outcomes) {
        var table = new StringBuilder("\n%-34s%10s".formatted("folder", "letters"));
        OUTCOMES.forEach(outcome -> table.append("%10s".formatted(outcome)));
        folders.forEach((name, files) -> line(table, name, files.size(), outcomes.get(name)));
        Map<String, Integer> total = new LinkedHashMap<>();
        outcomes.values().forEach(row -> row.forEach((outcome, count) -> total.merge(outcome, count, Integer::sum)));
        line(table, "all", all(folders).size(), total);
        return table.toString();
    }

    private static void line(StringBuilder table, String name, int letters, Map<String, Integer> outcomes) {
        table.append("\n%-34s%10d".formatted(name, letters));
        OUTCOMES.forEach(outcome -> table.append("%10d".formatted(outcomes.get(outcome))));
    }
}
