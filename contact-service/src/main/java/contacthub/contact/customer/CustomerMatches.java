package contacthub.contact.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import contacthub.contact.identity.NormalAddress;

/** The ways to find a customer, each by one index that docs/adr/0022 gives the cost of. */
final class CustomerMatches {

    /** Of each kind but text; nobody reads further down such a list. */
    private static final int MOST = 1_000;
    private static final int NAME_SECONDS = 1;
    private static final int TEXT_SECONDS = 2;
    /** After every text that begins with what is before it. */
    private static final String END = "\uDBFF\uDFFF";

    private static final String BY_ADDRESS = """
            SELECT customer_id, value FROM address
            WHERE (type, value) IN (SELECT * FROM unnest(?::text[], ?::text[]))""";
    private static final String BY_START = """
            SELECT customer_id, value FROM address
            WHERE type IN ('email', 'telegram', 'instagram') AND value COLLATE "C" >= ? AND value COLLATE "C" < ?
            ORDER BY value COLLATE "C" LIMIT ?""";
    private static final String BY_END = """
            SELECT customer_id, value FROM address
            WHERE type IN ('phone', 'whatsapp', 'email')
                AND reverse(value) COLLATE "C" >= reverse(?) AND reverse(value) COLLATE "C" < reverse(?) || ?
            ORDER BY reverse(value) COLLATE "C" LIMIT ?""";
    private static final String NAME_WORDS = """
            to_tsvector('simple', translate(lower(%s), 'ё-''’.,"«»()/@_+&', 'е               '))
                @@ to_tsquery('simple', ?)""";
    private static final String BY_NAME = """
            SELECT DISTINCT ON (id) id, name FROM (
                (SELECT id, concat_ws(' ', last_name, first_name, patronymic, company) AS name FROM customer
                WHERE (last_name IS NOT NULL OR first_name IS NOT NULL OR company IS NOT NULL) AND %s
                ORDER BY id DESC LIMIT ?)
                UNION ALL
                (SELECT customer_id, name FROM address WHERE name IS NOT NULL AND %s
                ORDER BY customer_id DESC LIMIT ?)) found
            ORDER BY id DESC, name""".formatted(NAME_WORDS.formatted("""
            coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(patronymic, '') || ' '
            || coalesce(company, '')"""), NAME_WORDS.formatted("name"));
    private static final String BY_TEXT = """
            SELECT customer_id, occurred_at, ts_headline('russian', left(detail ->> 'text', 10000), words,
                'StartSel="", StopSel="", MinWords=8, MaxWords=20') AS excerpt
            FROM (
                SELECT * FROM (
                    SELECT DISTINCT ON (a.customer_id) a.customer_id, e.occurred_at, e.detail, words
                    FROM plainto_tsquery('russian', ?) words JOIN timeline_entry e
                        ON to_tsvector('russian', left(e.detail ->> 'text', 10000)) @@ words
                    JOIN address a ON a.id = e.address_id
                    WHERE e.type IN ('contacthub.contact.received.v1', 'contacthub.contact.sent.v1')
                        AND a.customer_id <> ALL (?)
                    ORDER BY a.customer_id, e.occurred_at DESC) latest
                WHERE (occurred_at, customer_id) < (?, ?)
                ORDER BY occurred_at DESC, customer_id DESC LIMIT ?) page
            ORDER BY occurred_at DESC, customer_id DESC""";

    private final Connection connection;

    CustomerMatches(Connection connection) {
        this.connection = connection;
    }

    List<Match> byAddress(List<NormalAddress> addresses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_ADDRESS)) {
            select.setArray(1, connection.createArrayOf("text", addresses.stream().map(NormalAddress::type).toArray()));
            select.setArray(2,
                    connection.createArrayOf("text", addresses.stream().map(NormalAddress::value).toArray()));
            return read(select, Match.ADDRESS);
        }
    }

    /** Addresses that begin or end so; the first in the order of the index, however many there are. */
    List<Match> byPart(List<String> starts, List<String> ends) throws SQLException {
        List<Match> matches = new ArrayList<>();
        for (String start : starts) {
            try (PreparedStatement select = connection.prepareStatement(BY_START)) {
                select.setString(1, start);
                select.setString(2, start + END);
                select.setInt(3, MOST);
                matches.addAll(read(select, Match.PART));
            }
        }
        for (String end : ends) {
            try (PreparedStatement select = connection.prepareStatement(BY_END)) {
                select.setString(1, end);
                select.setString(2, end);
                select.setString(3, END);
                select.setInt(4, MOST);
                matches.addAll(read(select, Match.PART));
            }
        }
        return matches;
    }

    /** Names of which all these parts begin a word: of the person, the company, or as shown with an address. */
    List<Match> byName(Remembered remembered) throws SQLException {
        if (remembered.nameParts().isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(BY_NAME)) {
            select.setQueryTimeout(NAME_SECONDS);
            select.setString(1, remembered.nameQuery());
            select.setInt(2, MOST);
            select.setString(3, remembered.nameQuery());
            select.setInt(4, MOST);
            return read(select, Match.NAME);
        }
    }

    /** Customers but these who said or were told all these words in one contact, after this place in the list. */
    List<Match> byText(Remembered remembered, Collection<UUID> others, Match after, int most) throws SQLException {
        Match from = after.rank() == Match.TEXT ? after : Match.FIRST;
        try (PreparedStatement select = connection.prepareStatement(BY_TEXT)) {
            select.setQueryTimeout(TEXT_SECONDS);
            select.setString(1, remembered.text());
            select.setArray(2, connection.createArrayOf("uuid", others.toArray()));
            select.setObject(3, from.at().atOffset(ZoneOffset.UTC));
            select.setObject(4, from.customer());
            select.setInt(5, most);
            List<Match> matches = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    matches.add(new Match(Match.TEXT, row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getObject(1, UUID.class), row.getString(3)));
                }
            }
            return matches;
        }
    }

    private static List<Match> read(PreparedStatement select, int rank) throws SQLException {
        List<Match> matches = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                matches.add(new Match(rank, Instant.EPOCH, row.getObject(1, UUID.class), row.getString(2)));
            }
        }
        return matches;
    }
}
