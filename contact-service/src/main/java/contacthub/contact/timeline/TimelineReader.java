package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/**
 * Reads a customer's history: the newest of each of its addresses, merged. The addresses are read first: as constants
 * they leave one partition to plan for, where a join takes the planner ten times as long as the reading (ADR 0022).
 */
@ApplicationScoped
class TimelineReader {

    /** How many changes {@link #changes} reads at most. */
    static final int MOST_CHANGES = 1_000;

    private static final String OF_ADDRESS = "SELECT " + ShownEntry.COLUMNS
            + " FROM timeline_entry WHERE address_id = ";
    private static final String NEWEST_FIRST = " ORDER BY occurred_at DESC, id DESC LIMIT ?";
    private static final String OF_EACH_ADDRESS = "SELECT e.* FROM unnest(?) a (id) CROSS JOIN LATERAL (%s) e";
    /** So many addresses are asked for one by one: a plan for each has one partition to look at, not all sixteen. */
    private static final int FEW = 8;
    private static final int LIVE_WINDOW = 500;
    /** Only rare words or types in a very long history take so long. */
    private static final int LONGEST_SECONDS = 5;

    private final Transactions transactions;

    TimelineReader(Transactions transactions) {
        this.transactions = transactions;
    }

    List<ShownEntry> page(UUID customer, TimelineQuery query) {
        Filters filters = Filters.ofPage(query);
        int limit = Page.size(query.size) + 1;
        return read(customer, addresses -> newest(addresses, filters.sql(), filters.parameters(), limit));
    }

    /** What was added or changed since among the newest entries, which costs the same however long the history is. */
    List<ShownEntry> newestChanges(UUID customer, Filters filters, Instant since) {
        return read(customer, addresses -> newest(addresses, "", List.of(), LIVE_WINDOW)
                .within("SELECT * FROM (%s) newest WHERE changed_at > ? " + filters.sql() + "ORDER BY changed_at, id")
                .with(since).with(filters.parameters()));
    }

    /** What was added or changed since anywhere in the history, in the order of change. */
    List<ShownEntry> changes(UUID customer, Filters filters, Instant since) {
        List<Object> parameters = new ArrayList<>(List.of(since));
        parameters.addAll(filters.parameters());
        return read(customer, addresses -> each(addresses, " AND changed_at > ? " + filters.sql(), parameters)
                .within("SELECT * FROM (%s) changes ORDER BY changed_at, id LIMIT ?").with(MOST_CHANGES));
    }

    private static Select newest(List<UUID> addresses, String condition, List<Object> parameters, int limit) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        Select each = each(addresses, " " + condition + NEWEST_FIRST, all);
        return addresses.size() == 1 ? each : each.within("SELECT * FROM (%s) each" + NEWEST_FIRST).with(limit);
    }

    private static Select each(List<UUID> addresses, String rest, List<Object> parameters) {
        if (addresses.size() > FEW) {
            return new Select(OF_EACH_ADDRESS.formatted(OF_ADDRESS + "a.id" + rest), List.of(addresses))
                    .with(parameters);
        }
        var select = new Select(String.join(" UNION ALL ", Collections.nCopies(addresses.size(),
                "(" + OF_ADDRESS + "?" + rest + ")")), List.of());
        for (UUID address : addresses) {
            select = select.with(address).with(parameters);
        }
        return select;
    }

    private List<ShownEntry> read(UUID customer, Function<List<UUID>, Select> made) {
        return transactions.inCurrent(connection -> {
            List<UUID> addresses = CustomerRef.addresses(connection, List.of(customer)).getOrDefault(customer,
                    List.of());
            return addresses.isEmpty() ? List.of() : read(connection, customer, made.apply(addresses));
        });
    }

    /** A query in the making: its text and what is bound to it. */
    private record Select(String sql, List<Object> parameters) {

        Select within(String outer) {
            return new Select(outer.replace("%s", sql), parameters);
        }

        Select with(Object more) {
            List<Object> all = new ArrayList<>(parameters);
            all.addAll(more instanceof List<?> several ? several : List.of(more));
            return new Select(sql, all);
        }
    }

    private static List<ShownEntry> read(Connection connection, UUID customer, Select made) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(made.sql())) {
            Filters.bind(connection, select, made.parameters());
            select.setQueryTimeout(LONGEST_SECONDS);
            List<ShownEntry> entries = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    entries.add(ShownEntry.of(found, customer));
                }
            }
            return entries;
        } catch (SQLException e) {
            if (DatabaseFailure.isTimeout(e)) {
                throw Problem.invalid("from",
                        "must be given, with to: this history is too long to look through in time");
            }
            throw e;
        }
    }
}
