package contacthub.contact.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.identity.ErasedCustomers;
import contacthub.contact.timeline.Entry;
import contacthub.contracts.Json;
import contacthub.runtime.event.Received;

/** What another service told, as it is kept with its timeline entry. */
final class Told {

    private Told() {
    }

    /** A line of its own, under the customer's own address. */
    static Entry line(Received event, String service, String summary) {
        return new Entry(customer(event), event.time(), event.identity(), recorded(event), event.type(), service, null,
                Entry.INTERNAL, Entry.summary(summary), detail(event), null, null, false, event.trace());
    }

    /** These lines of customers' own addresses; of those who were erased meanwhile, without what they say. */
    static List<Entry> namelessWhereErased(Connection connection, List<Entry> lines) throws SQLException {
        Set<UUID> erased = ErasedCustomers.among(connection, lines.stream().map(Entry::address).toList());
        return lines.stream().map(line -> erased.contains(line.address()) ? line.nameless() : line).toList();
    }

    static UUID customer(Received event) {
        return UUID.fromString(event.subject());
    }

    static Instant recorded(Received event) {
        return event.recorded() == null ? event.time() : event.recorded();
    }

    /** The data as it came, known to be JSON. */
    static String detail(Received event) {
        Json.read(event.data(), JsonNode.class);
        return new String(event.data(), UTF_8);
    }
}
