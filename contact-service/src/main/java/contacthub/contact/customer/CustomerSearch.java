package contacthub.contact.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.customer.FoundCustomer.Found;
import contacthub.contact.customer.FoundCustomer.Matched;
import contacthub.contact.identity.Normaliser;
import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;

/**
 * Finds customers by what somebody remembers of them: an address in any common form or a part of it, parts of the name,
 * something that was said. Bounded whatever is asked: each kind of match has a most of rows and of time, and a kind that
 * was given up is told.
 */
@ApplicationScoped
class CustomerSearch {

    private final Transactions transactions;
    private final Normaliser normaliser;
    private final Customers customers;

    CustomerSearch(Transactions transactions, Normaliser normaliser, Customers customers) {
        this.transactions = transactions;
        this.normaliser = normaliser;
        this.customers = customers;
    }

    Found find(String query, int size, String cursor) {
        Match after = Match.after(cursor);
        return transactions.inCurrent(connection -> {
            var round = new Round(connection, Remembered.of(query), after, size + 1);
            List<Match> matches = round.matches();
            Page<FoundCustomer> page = Page.of(shown(connection, matches), size,
                    found -> round.cursor(found.customer().id()),
                    "/api/v1/customers?q=" + URLEncoder.encode(query, UTF_8));
            return Found.of(page, round.incomplete());
        });
    }

    private List<FoundCustomer> shown(Connection connection, List<Match> matches) throws SQLException {
        Map<UUID, Customer> found = customers.byIds(connection, matches.stream().map(Match::customer).toList()).stream()
                .collect(Collectors.toMap(Customer::id, Function.identity()));
        return matches.stream().filter(match -> found.containsKey(match.customer()))
                .map(match -> new FoundCustomer(found.get(match.customer()), new Matched(match.by(), match.excerpt())))
                .toList();
    }

    /** One search: the nearer kinds of match first, the words of contacts only where those do not fill the page. */
    private final class Round {

        private final CustomerMatches all;
        private final Remembered remembered;
        private final Match after;
        private final int limit;
        private final List<String> givenUp = new ArrayList<>();
        private List<Match> matches = List.of();

        Round(Connection connection, Remembered remembered, Match after, int limit) {
            this.all = new CustomerMatches(connection);
            this.remembered = remembered;
            this.after = after;
            this.limit = limit;
        }

        List<Match> matches() throws SQLException {
            List<Match> near = new ArrayList<>(all.byAddress(normaliser.normalise(remembered.addresses())));
            near.addAll(all.byPart(remembered.starts(), remembered.ends()));
            near.addAll(inTime("names", () -> all.byName(remembered)));
            Map<UUID, Match> nearest = near.stream()
                    .collect(Collectors.toMap(Match::customer, Function.identity(),
                            (one, other) -> one.compareTo(other) < 0
                                    ? one
                                    : other));
            List<Match> page = new ArrayList<>(nearest.values().stream().filter(match -> match.compareTo(after) > 0)
                    .sorted().limit(limit).toList());
            if (page.size() < limit) {
                page.addAll(said(nearest.keySet(), limit - page.size()));
            }
            matches = page;
            return page;
        }

        private List<Match> said(Collection<UUID> others, int most) throws SQLException {
            return inTime("what was said", () -> all.byText(remembered, others, after, most));
        }

        private List<Match> inTime(String what, Search search) throws SQLException {
            try {
                return search.run();
            } catch (SQLException e) {
                if (!DatabaseFailure.isTimeout(e)) {
                    throw e;
                }
                givenUp.add(what);
                return List.of();
            }
        }

        String cursor(UUID customer) {
            return matches.stream().filter(match -> match.customer().equals(customer)).findFirst().orElseThrow()
                    .cursor();
        }

        String incomplete() {
            return givenUp.isEmpty()
                    ? null
                    : String.join(" and ", givenUp) + " matched too much to look through in time; add a word";
        }
    }

    @FunctionalInterface
    private interface Search {

        List<Match> run() throws SQLException;
    }
}
