package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.MergePatch;
import contacthub.runtime.web.Problem;
import contacthub.segment.activity.PurchaseTotals;
import contacthub.segment.activity.Purchases;

/** Scores a sample of customers by rules that might be, beside those that hold, without effect. */
@ApplicationScoped
class RuleTrial {

    private static final int SAMPLE = 5_000;
    /** In the order of a digest of the id: chosen evenly, and the same customers whenever the same are there. */
    private static final String CUSTOMERS = "SELECT customer FROM score ORDER BY md5(customer::text) LIMIT " + SAMPLE;

    private final Transactions transactions;
    private final StoredRules stored;
    private final ScoringRules rules;
    private final Purchases purchases;
    private final Clock clock;

    RuleTrial(Transactions transactions, StoredRules stored, ScoringRules rules, Purchases purchases, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.rules = rules;
        this.purchases = purchases;
        this.clock = clock;
    }

    /**
     * The sample under both rules.
     *
     * @param moved how many are in another group afterwards
     * @param bounds those the trial used
     */
    record Tried(int customers, int moved, RuleForm.Bounds bounds, Spread before, Spread after) {}

    /** How many customers of the sample have which group and which scores, the scores written as three digits. */
    record Spread(Map<String, Long> groups, Map<String, Long> scores) {

        static Spread of(List<Rating> ratings) {
            return new Spread(counts(ratings.stream().map(Rating::group)),
                    counts(ratings.stream().map(rating -> "" + rating.r() + rating.f() + rating.m())));
        }

        private static Map<String, Long> counts(Stream<String> words) {
            return words.collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        }
    }

    Tried of(JsonNode patch) {
        Instant now = clock.instant();
        return transactions.inOne(connection -> {
            RuleForm asked = RuleCheck.read(MergePatch.apply(
                    Json.MAPPER.valueToTree(stored.authored(connection).form()), patch));
            ScoringRule present = rules.current(connection);
            List<UUID> customers = sample(connection);
            List<PurchaseTotals> before = purchases.totals(connection, customers, present.since(now));
            List<PurchaseTotals> after = purchases.totals(connection, customers, asked.period().since(now));
            RuleForm form = asked.isMeasured() ? measured(asked, after, now) : asked;
            return compare(rate(present, before, now), rate(form.rule("trial"), after, now), form);
        });
    }

    private static RuleForm measured(RuleForm asked, List<PurchaseTotals> totals, Instant now) {
        return Sorted.bounds(totals, now).map(asked::with).orElseThrow(
                () -> Problem.conflict("Nobody has bought anything in the period: there are no quintiles."));
    }

    private static Tried compare(Map<UUID, Rating> before, Map<UUID, Rating> after, RuleForm form) {
        int moved = (int) after.entrySet().stream()
                .filter(rating -> !before.get(rating.getKey()).group().equals(rating.getValue().group())).count();
        return new Tried(after.size(), moved,
                form.bounds(),
                Spread.of(List.copyOf(before.values())), Spread.of(List.copyOf(after.values())));
    }

    private static Map<UUID, Rating> rate(ScoringRule rule, List<PurchaseTotals> totals, Instant now) {
        return totals.stream().collect(Collectors.toMap(PurchaseTotals::customer, of -> rule.rate(of, now)));
    }

    private static List<UUID> sample(Connection connection) throws SQLException {
        List<UUID> customers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CUSTOMERS); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                customers.add(row.getObject(1, UUID.class));
            }
        }
        return customers;
    }
}
