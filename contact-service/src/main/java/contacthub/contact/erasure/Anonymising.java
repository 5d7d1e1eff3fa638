package contacthub.contact.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.attachment.Attachments;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.NormalAddress;

/**
 * Takes texts, names and addresses out of every row of a customer and leaves the rows where they are: what is counted
 * and timed stays as it was. Doing it again finds what came in between and nothing else.
 */
@ApplicationScoped
class Anonymising {

    private static final String ADDRESSES = """
            SELECT id, type, value FROM address WHERE customer_id = ? ORDER BY id""";

    /** By what the rows hold; each takes the ids of the customer's addresses. */
    private static final Map<String, String> BY_ADDRESS = inOrder(
            "refused_letters", """
                    UPDATE mail_refused m SET sender = NULL, subject = NULL FROM address a
                    WHERE a.id = ANY (?) AND a.type = 'email' AND m.sender = a.value""",
            "mail_threads", """
                    DELETE FROM mail_thread m USING conversation c
                    WHERE c.address_id = ANY (?) AND (m.conversation_id = c.id OR m.thread = c.thread)""",
            "conversations", """
                    UPDATE conversation SET thread = NULL, reply_channel = NULL, reply_type = NULL, reply_value = NULL,
                        subject = NULL, language = NULL, customer_fields = NULL, version = version + 1
                    WHERE address_id = ANY (?) AND (thread, reply_channel, reply_value, subject, language,
                        customer_fields) IS DISTINCT FROM (NULL, NULL, NULL, NULL, NULL, NULL)""",
            "timeline_entries", """
                    UPDATE timeline_entry SET summary = NULL, detail = NULL, trace = NULL,
                        delivery = delivery - 'detail', redacted = redacted - 'reason', changed_at = clock_timestamp()
                    WHERE address_id = ANY (?) AND (summary IS NOT NULL OR detail IS NOT NULL OR trace IS NOT NULL
                        OR delivery ->> 'detail' IS NOT NULL)""",
            "addresses", """
                    UPDATE address SET value = 'erased/' || gen_random_uuid(), name = NULL
                    WHERE id = ANY (?) AND type <> 'customer' AND value NOT LIKE 'erased/%'""");
    /** By what the rows hold; each takes the ids of the customer and of all who were merged into it. */
    private static final Map<String, String> BY_CUSTOMER = inOrder(
            "merges", """
                    UPDATE merge m SET because = 'erased', fields = '{}', stayed = NULL
                    FROM unnest(?) p (id) WHERE (m.master = p.id OR m.other = p.id) AND m.because <> 'erased'""",
            "merge_candidates", """
                    UPDATE merge_candidate c SET because = 'erased',
                        status = CASE status WHEN 'open' THEN 'dismissed' ELSE status END
                    FROM unnest(?) p (id) WHERE (c.one = p.id OR c.two = p.id) AND c.because <> 'erased'""",
            "likeness_keys", "DELETE FROM likeness_key WHERE customer_id = ANY (?)",
            "profiles", """
                    UPDATE customer SET last_name = NULL, first_name = NULL, patronymic = NULL, name_to_use = NULL,
                        told = '{}', birth_year = NULL, company = NULL, town = NULL, language = NULL, score = NULL,
                        preferences = NULL,
                        erased_at = coalesce(erased_at, now()), version = version + 1
                    WHERE id = ANY (?)""");

    private final Attachments attachments;

    Anonymising(Attachments attachments) {
        this.attachments = attachments;
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** An address row: the id its history is kept under, and what it says. */
    record Row(UUID id, NormalAddress address) {}

    List<Row> addresses(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESSES)) {
            select.setObject(1, customer);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getObject(1, UUID.class),
                            new NormalAddress(row.getString(2), row.getString(3), null)));
                }
            }
            return rows;
        }
    }

    /** Answers how many rows changed, by what they hold. */
    Map<String, Long> anonymise(Connection connection, UUID customer, Collection<UUID> addresses) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        take(connection, BY_ADDRESS, addresses, rows);
        take(connection, BY_CUSTOMER, CustomerRef.all(connection, customer), rows);
        rows.put("attachments", attachments.forgetOfAddresses(connection, addresses));
        return rows;
    }

    private static void take(Connection connection, Map<String, String> steps, Collection<UUID> ids,
            Map<String, Long> rows) throws SQLException {
        for (Map.Entry<String, String> step : steps.entrySet()) {
            try (PreparedStatement update = connection.prepareStatement(step.getValue())) {
                update.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                rows.put(step.getKey(), (long) update.executeUpdate());
            }
        }
    }
}
