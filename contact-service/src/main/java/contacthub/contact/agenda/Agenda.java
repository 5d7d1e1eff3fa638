package contacthub.contact.agenda;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.timeline.Cursor;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.AgendaFact;
import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** What is to be done by whom: planned in sets, in the transaction of what makes it necessary, and done one by one. */
@ApplicationScoped
public class Agenda {

    private static final String SOURCE = "/contact-service";
    private static final String PLAN = """
            INSERT INTO agenda_item (id, kind, what, address_id, conversation_id, due_at, role, because)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT i.*, a.customer_id FROM agenda_item i JOIN address a ON a.id = i.address_id
            """;
    private static final String LIST = SELECT + """
            WHERE i.done_at IS %s NULL AND (?::text IS NULL OR i.owner = ?) AND (?::text IS NULL OR i.role = ?)
                AND (?::text IS NULL OR i.kind = ?) AND i.due_at < ? AND (i.due_at, i.id) > (?, ?)
            ORDER BY i.due_at, i.id LIMIT ?""";
    private static final String LOCKED = SELECT + "WHERE i.id = ? FOR UPDATE OF i";
    private static final String ADDRESS = "SELECT address_id FROM agenda_item WHERE id = ?";
    private static final String DONE = """
            UPDATE agenda_item SET done_at = ?, done_by = ?, owner = coalesce(owner, ?) WHERE id = ?""";

    private final Transactions transactions;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Agenda(Transactions transactions, Timeline timeline, Outbox outbox, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.timeline = timeline;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** An item to be planned, and the address its conversation is with. */
    public record Plan(AgendaItem item, UUID address) {

        /** One for everybody of a role, due at once, about a conversation. */
        public static Plan of(UUID id, String kind, String what, UUID customer, UUID address, UUID conversation,
                Instant due, String role, String because) {
            return new Plan(new AgendaItem(id, kind, what, customer, conversation, due, role, null, because, null,
                    null), address);
        }
    }

    /** Which items, from where on; what is nothing is not looked at. */
    record Query(boolean done, String owner, String role, String kind, Instant before, Cursor from) {}

    /** Plans items; each is told as a fact in the same transaction. */
    public void plan(Connection connection, List<Plan> plans) throws SQLException {
        if (plans.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(PLAN)) {
            Columns.of(connection, insert, plans)
                    .bind("uuid", plan -> plan.item.id())
                    .bind("text", plan -> plan.item.kind())
                    .bind("text", plan -> plan.item.what())
                    .bind("uuid", Plan::address)
                    .bind("uuid", plan -> plan.item.conversation())
                    .bind("timestamptz", plan -> plan.item.due())
                    .bind("text", plan -> plan.item.role())
                    .bind("text", plan -> plan.item.because());
            insert.executeUpdate();
        }
        List<Event<?>> events = new ArrayList<>();
        plans.forEach(plan -> events.add(planned(plan.item)));
        outbox.publish(connection, events);
    }

    private Event<?> planned(AgendaItem item) {
        var fact = new AgendaFact.Planned(item.id().toString(), item.kind(), item.what(),
                item.conversation().toString(), item.role(), item.owner(), item.due(), item.because());
        return Event.of(fact, ids.next().toString(), SOURCE, item.customer().toString(), clock.instant())
                .in(item.conversation().toString());
    }

    List<AgendaItem> list(Query query, int limit) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST.formatted(query.done ? "NOT" : ""))) {
                int index = 0;
                for (String wanted : new String[]{ query.owner, query.role, query.kind}) {
                    select.setString(++index, wanted);
                    select.setString(++index, wanted);
                }
                select.setObject(++index, query.before.atOffset(ZoneOffset.UTC));
                select.setObject(++index, query.from.at().atOffset(ZoneOffset.UTC));
                select.setObject(++index, query.from.id());
                select.setInt(++index, limit);
                return read(select);
            }
        });
    }

    /** An operator has done it; a problem where it is done already. */
    AgendaItem done(UUID id, String operator) {
        return transactions.inOne(connection -> {
            AgendaItem item = locked(connection, id);
            if (item.done() != null) {
                throw Problem.conflict(item.doneBy() + " has done it already.");
            }
            Instant now = clock.instant();
            write(connection, item, operator, now);
            tell(connection, item, operator, now);
            return locked(connection, id);
        });
    }

    private static AgendaItem locked(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCKED)) {
            select.setObject(1, id);
            return read(select).stream().findFirst()
                    .orElseThrow(() -> Problem.notFound("There is no agenda item " + id + "."));
        }
    }

    private static void write(Connection connection, AgendaItem item, String operator, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DONE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, operator);
            update.setString(3, operator);
            update.setObject(4, item.id());
            update.executeUpdate();
        }
    }

    private void tell(Connection connection, AgendaItem item, String operator, Instant now) throws SQLException {
        UUID id = ids.at(now);
        var fact = new AgendaFact.Done(item.id().toString(), item.kind(), item.conversation().toString(), operator);
        timeline.append(connection, List.of(Entry.own(address(connection, item.id()), id, Ids.time(id),
                FactTypes.name(AgendaFact.Done.class), Entry.INTERNAL, Entry.summary("Done: " + item.what()),
                Json.text(fact), item.conversation()).by(operator, null)));
        outbox.publish(connection, List.of(Event.of(fact, id.toString(), SOURCE, item.customer().toString(), now)
                .in(item.conversation().toString())));
    }

    private static UUID address(Connection connection, UUID item) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESS)) {
            select.setObject(1, item);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private static List<AgendaItem> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<AgendaItem> items = new ArrayList<>();
            while (row.next()) {
                items.add(AgendaItem.of(row));
            }
            return items;
        }
    }
}
