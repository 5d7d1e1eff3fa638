package contacthub.notification.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.redirect.Redirects;

/**
 * Anonymises what is kept of erased customers and of all who were merged into them, sends nothing more to them, and
 * reports it. Notifications are locked
 * before their deliveries, in the order of those who record how an attempt went.
 */
@ApplicationScoped
public class Erasing {

    private static final String SOURCE = "/notification-service";

    private static final String MARK = """
            INSERT INTO customer (id, erased_at) VALUES (?, now()) ON CONFLICT (id) DO UPDATE
            SET erased_at = excluded.erased_at, name = NULL, language = NULL""";
    private static final String UNSENT = """
            UPDATE notification SET state = 'suppressed', reason = 'erased', in_flight_until = NULL
            WHERE customer = ? AND state IN ('queued', 'held', 'sending') RETURNING id, category, conversation""";
    private static final String ERASED = "SELECT id FROM customer WHERE id = ANY (?) AND erased_at IS NOT NULL";
    /** By what the rows hold; each takes the customer's id. */
    private static final Map<String, String> STEPS = steps();

    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Erasing(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("suppressions", ofAddresses("suppression"));
        steps.put("stops", ofAddresses("stopped"));
        steps.put("sms_parts", """
                DELETE FROM sms_part p USING notification n WHERE n.customer = ? AND p.notification = n.id""");
        steps.put("sms_incoming", """
                DELETE FROM sms_incoming s USING customer_address a
                WHERE a.customer = ? AND a.type = 'phone' AND s.sender = a.value""");
        steps.put("notifications", """
                UPDATE notification SET to_value = '', to_name = NULL, thread = NULL, in_reply_to = NULL,
                    subject = NULL, text = '', detail = NULL, gateway_id = NULL, trace = NULL
                WHERE customer = ?""");
        steps.put("deliveries",
                """
                UPDATE delivery d SET detail = NULL, gateway_id = NULL FROM notification n
                WHERE n.id = d.notification AND n.customer = ? AND (d.detail IS NOT NULL OR d.gateway_id IS NOT NULL)""");
        steps.put("addresses", "DELETE FROM customer_address WHERE customer = ?");
        steps.put("channel_orders", "DELETE FROM channel_order WHERE customer = ?");
        steps.put("preferences", "DELETE FROM preference WHERE customer = ?");
        steps.put("habits", "DELETE FROM habit WHERE customer = ?");
        steps.put("declined_proposals", "DELETE FROM declined_proposal WHERE customer = ?");
        steps.put("consents", """
                UPDATE consent SET wording = NULL, source = NULL
                WHERE customer = ? AND (wording IS NOT NULL OR source IS NOT NULL)""");
        return steps;
    }

    /** Deletes the rows of a table for every address the person had or was written to at. */
    private static String ofAddresses(String table) {
        return """
                WITH person (id) AS (VALUES (?::uuid))
                DELETE FROM %s s USING (
                    SELECT type, value FROM customer_address WHERE customer = (SELECT id FROM person)
                    UNION SELECT to_type, to_value FROM notification WHERE customer = (SELECT id FROM person)) a
                WHERE s.type = a.type
                    AND s.value = CASE a.type WHEN 'email' THEN lower(trim(a.value)) ELSE a.value END"""
                .formatted(table);
    }

    /** These events without those about customers erased before: nothing personal is taken of them any more. */
    public List<Received> ofOthers(Connection connection, List<Received> events) throws SQLException {
        Set<String> erased = erased(connection, events.stream().map(Received::subject).filter(Objects::nonNull)
                .map(Erasing::id).filter(Objects::nonNull).toList());
        return erased.isEmpty() ? events : events.stream().filter(event -> !erased.contains(event.subject())).toList();
    }

    /** Erases whom these events tell to erase, after all else in the batch has been taken; others are skipped. */
    public void on(Connection connection, List<Received> events) throws SQLException {
        for (Received event : events) {
            if (event.is(CustomerFact.Erased.class)) {
                erase(connection, UUID.fromString(event.subject()), event);
            }
        }
    }

    private void erase(Connection connection, UUID root, Received event) throws SQLException {
        List<Event<?>> facts = new ArrayList<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (UUID customer : Redirects.of(connection, root).parts()) {
            update(connection, MARK, customer);
            facts.addAll(unsent(connection, customer, event));
            for (Map.Entry<String, String> step : STEPS.entrySet()) {
                rows.merge(step.getKey(), update(connection, step.getValue(), customer), Long::sum);
            }
        }
        facts.add(Event.of(new ErasureFact.NotificationsAnonymised(event.as(CustomerFact.Erased.class).erasure(), rows),
                ids.next().toString(), SOURCE, event.subject(), clock.instant()).causedBy(event.id()));
        outbox.publish(connection, facts);
    }

    private List<Event<?>> unsent(Connection connection, UUID customer, Received event) throws SQLException {
        List<Event<?>> facts = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(UNSENT)) {
            update.setObject(1, customer);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    facts.add(Event.of(
                            new NotificationFact.Suppressed(row.getString("id"), row.getString("category"), "erased"),
                            ids.next().toString(), SOURCE, event.subject(), clock.instant())
                            .in(row.getString("conversation")).causedBy(event.id()));
                }
            }
        }
        return facts;
    }

    private static Set<String> erased(Connection connection, List<UUID> customers) throws SQLException {
        Set<String> erased = new HashSet<>();
        if (customers.isEmpty()) {
            return erased;
        }
        try (PreparedStatement select = connection.prepareStatement(ERASED)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    erased.add(row.getString(1));
                }
            }
        }
        return erased;
    }

    /** Events of types nobody here reads may have any subject. */
    private static UUID id(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static long update(Connection connection, String sql, UUID customer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, customer);
            return update.executeUpdate();
        }
    }
}
