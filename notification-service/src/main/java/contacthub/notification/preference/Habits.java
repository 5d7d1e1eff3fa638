package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.contracts.ContactFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.sql.Columns;

/** On which channels and at which hours customers write to us, counted from their contacts. */
public final class Habits {

    private static final String COUNT = """
            INSERT INTO habit AS h (customer, channel, messenger, hour, contacts) SELECT * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT (customer, channel, messenger, hour) DO UPDATE SET contacts = h.contacts + excluded.contacts""";
    private static final String OF = "SELECT channel, messenger, hour, contacts FROM habit WHERE customer = ANY (?)";

    private Habits() {
    }

    /** So many contacts on a channel in an hour of UTC; the messenger is empty where the channel is none. */
    record Habit(PreferenceChannel channel, String messenger, int hour, int contacts) {}

    private record Key(UUID customer, String channel, String messenger, int hour) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Counts the contacts among these events, in the caller's transaction. */
    public static void learn(Connection connection, List<Received> events) throws SQLException {
        Map<Key, Integer> counts = new TreeMap<>();
        for (Received event : events) {
            if (event.is(ContactFact.Received.class) && event.subject() != null) {
                String channel = event.as(ContactFact.Received.class).channel();
                PreferenceChannel.wishable(channel).ifPresent(wish -> counts.merge(new Key(
                        UUID.fromString(event.subject()), wish.word(),
                        wish == PreferenceChannel.MESSENGER ? channel : "",
                        event.time().atOffset(ZoneOffset.UTC).getHour()), 1, Integer::sum));
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(COUNT)) {
            Columns.of(connection, upsert, List.copyOf(counts.entrySet()))
                    .bind("uuid", count -> count.getKey().customer).bind("text", count -> count.getKey().channel)
                    .bind("text", count -> count.getKey().messenger).bind("int2", count -> count.getKey().hour)
                    .bind("int4", Map.Entry::getValue);
            upsert.executeUpdate();
        }
    }

    /** Those of all who are one customer. */
    static List<Habit> of(Connection connection, List<UUID> parts) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            List<Habit> habits = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    habits.add(new Habit(PreferenceChannel.named(row.getString(1)).orElseThrow(), row.getString(2),
                            row.getInt(3), row.getInt(4)));
                }
            }
            return habits;
        }
    }
}
