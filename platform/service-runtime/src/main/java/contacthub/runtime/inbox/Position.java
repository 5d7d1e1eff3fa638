package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.RecordMetadata;

import contacthub.contracts.Topics;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * The read-your-writes token: how far the intake log must have been projected before a write shows, as
 * {@code partition-offset} pairs.
 */
@ApplicationScoped
public class Position {

    private static final Pattern FORM = Pattern.compile("\\d{1,6}-\\d{1,18}(\\.\\d{1,6}-\\d{1,18}){0,99}");
    private static final String NEXT = "SELECT partition, next FROM consumer_offset WHERE consumer = ? AND topic = ?";
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Transactions transactions;

    Position(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The token of these records of the intake log. */
    public static String of(Collection<RecordMetadata> records) {
        Map<Integer, Long> last = new TreeMap<>();
        records.forEach(record -> last.merge(record.partition(), record.offset(), Math::max));
        return last.entrySet().stream().map(place -> place.getKey() + "-" + place.getValue())
                .collect(Collectors.joining("."));
    }

    /** Waits until the consumer has passed the token, at most this long; a time-out is no error, the reader just sees less. */
    public boolean await(String consumer, String token, Duration longest) {
        if (!FORM.matcher(token).matches()) {
            throw Problem.invalid("position", "is not a position of an accepted event");
        }
        Map<Integer, Long> awaited = java.util.Arrays.stream(token.split("\\.")).map(place -> place.split("-"))
                .collect(Collectors.toMap(place -> Integer.valueOf(place[0]), place -> Long.valueOf(place[1]),
                        Math::max));
        long looks = longest.dividedBy(LOOK);
        for (long look = 0; look < looks; look++) {
            if (transactions.inCurrent(connection -> isPassed(connection, consumer, awaited))) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    private static boolean isPassed(Connection connection, String consumer, Map<Integer, Long> awaited)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, consumer);
            select.setString(2, Topics.CONTACT_INTAKE);
            int passed = 0;
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    Long offset = awaited.get(found.getInt(1));
                    passed += offset != null && offset < found.getLong(2) ? 1 : 0;
                }
            }
            return passed == awaited.size();
        }
    }
}
