package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Customers;
import contacthub.segment.activity.FactsTaken;
import contacthub.segment.activity.Homes;

/** Rewards purchases and reviews as the programme says, each once, and follows undone merges. */
@ApplicationScoped
class Rewarding {

    private final Transactions transactions;
    private final Ids ids;

    Rewarding(Transactions transactions, Ids ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    void on(@Observes FactsTaken taken) {
        List<Received> facts = taken.facts();
        transactions.inCurrent(connection -> {
            for (Received event : of(facts, CustomerFact.Unmerged.class)) {
                giveBack(connection, event);
            }
            reward(connection, of(facts, PurchaseFact.Recorded.class), of(facts, ReviewFact.Recorded.class));
            return null;
        });
    }

    private static List<Received> of(List<Received> facts, Class<? extends contacthub.contracts.Fact> kind) {
        return facts.stream().filter(event -> event.is(kind)).toList();
    }

    private static void giveBack(Connection connection, Received event) throws SQLException {
        var unmerged = event.as(CustomerFact.Unmerged.class);
        UUID customer = UUID.fromString(unmerged.customer());
        List<UUID> from = Redirects.of(connection, UUID.fromString(unmerged.from())).parts().stream()
                .filter(part -> !part.equals(customer)).toList();
        Ledger.giveBack(connection, customer, from, unmerged.addresses().stream().map(Homes::digest).toList());
    }

    private void reward(Connection connection, List<Received> purchases, List<Received> reviews)
            throws SQLException {
        if (purchases.isEmpty() && reviews.isEmpty()) {
            return;
        }
        ProgrammeVersion version = Programmes.newest(connection);
        Ledger.add(connection, purchases.stream().map(event -> purchase(event, version))
                .filter(entry -> entry.amount().signum() != 0).toList());
        if (version.programme().review() != null) {
            for (Received event : reviews) {
                Ledger.add(connection, List.of(review(connection, event, version)));
            }
        }
    }

    private Entry purchase(Received event, ProgrammeVersion version) {
        var purchase = event.as(PurchaseFact.Recorded.class);
        BigDecimal points = version.programme().points(purchase.amount(),
                purchase.currency().toUpperCase(Locale.ROOT));
        return new Entry(ids.next(), Customers.of(event), Customers.happened(event), "purchase", Entry.POINTS, points,
                true, "bought for " + purchase.amount().toPlainString() + " " + purchase.currency(), version.version(),
                event.identity(), Homes.digest(purchase.customer()), null);
    }

    /** Held back where the customer was rewarded often enough in the days before and after. */
    private Entry review(Connection connection, Received event, ProgrammeVersion version) throws SQLException {
        var review = event.as(ReviewFact.Recorded.class);
        Programme.Review rule = version.programme().review();
        Whole whole = Redirects.of(connection, Customers.of(event));
        Customers.hold(connection, List.of(whole.root()));
        Instant at = Customers.happened(event);
        Duration days = Duration.ofDays(rule.days());
        long rewarded = Ledger.rewarded(connection, whole.parts(), at.minus(days), at.plus(days));
        boolean given = rewarded < rule.atMost();
        String because = "review on " + review.site() + (given
                ? ""
                : ", held back: " + rewarded + " rewarded within " + rule.days() + " days, at most " + rule.atMost());
        return new Entry(ids.next(), Customers.of(event), at, "review", Entry.POINTS,
                BigDecimal.valueOf(given ? rule.points() : 0), given, because, version.version(), event.identity(),
                Homes.digest(review.author()), null);
    }
}
