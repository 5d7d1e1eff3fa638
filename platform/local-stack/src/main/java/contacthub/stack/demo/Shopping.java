package contacthub.stack.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import contacthub.contracts.Address;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;

/** What the shop itself tells of its customers: orders of two years, visits to its pages, reviews and survey answers. */
final class Shopping {

    private static final BigDecimal MARGIN = new BigDecimal("0.27");
    private static final List<String> PAGES = List.of("/fridges", "/washers", "/kitchen/kettles", "/sale", "/service",
            "/delivery");
    private static final List<String> ARRIVED_BY = List.of("newsletter", "search", "ad-autumn", "direct");

    private final Shelf shelf;
    private final Random random;
    private final Past past;
    private final List<Event<?>> events = new ArrayList<>();

    Shopping(Shelf shelf, Random random, Past past) {
        this.shelf = shelf;
        this.random = random;
        this.past = past;
    }

    void live(Person person) {
        int orders = orders(person.buying());
        for (int i = 0; i < orders; i++) {
            buy(person, i, 2 + latest(person.buying()) + i * (20 + random.nextInt(60)));
        }
        visit(person);
        if (orders > 0 && person.number() % 3 == 0) {
            answerSurvey(person);
        }
        if (person.number() % 5 == 1) {
            review(person);
        }
    }

    private int orders(Person.Buying buying) {
        return switch (buying) {
            case NOTHING -> 0;
            case NEWCOMER, ONE_TIME -> 1;
            case GROWING -> 2 + random.nextInt(3);
            case VIP -> 6 + random.nextInt(4);
            case LOST -> 1 + random.nextInt(6);
        };
    }

    /** Days since the last order, and two. */
    private int latest(Person.Buying buying) {
        return switch (buying) {
            case NOTHING, NEWCOMER, VIP -> random.nextInt(25);
            case GROWING -> random.nextInt(50);
            case ONE_TIME -> 65 + random.nextInt(90);
            case LOST -> 190 + random.nextInt(170);
        };
    }

    private void buy(Person person, int index, int daysAgo) {
        List<Shelf.Good> goods = shelf.goods(person.language());
        Shelf.Good good = goods.get(random.nextInt(goods.size()));
        BigDecimal pieces = BigDecimal.valueOf(good.price().intValue() < 1_000 && person.speaksRussian() ? 3 : 1);
        BigDecimal amount = good.price().multiply(pieces);
        String order = "LD-" + person.number() + "-" + index;
        tell("order-" + order, past.daysAgo(daysAgo),
                new PurchaseFact.Recorded(person.shopNumber(), order, amount, person.speaksRussian() ? "RUB" : "GBP",
                        amount.multiply(MARGIN).setScale(2, RoundingMode.HALF_UP), good.category(),
                        List.of(new PurchaseFact.Line(good.sku(), pieces, good.price()))));
    }

    private void visit(Person person) {
        int visits = random.nextInt(4);
        for (int i = 0; i < visits; i++) {
            Address visitor = person.addresses().get("web");
            tell("visit-" + person.number() + "-" + i, past.daysAgo(random.nextInt(30)),
                    new VisitFact.Recorded(visitor, Month.SHOP + any(PAGES), any(ARRIVED_BY),
                            random.nextInt(4) == 0 ? "added-to-cart" : null));
        }
    }

    private void answerSurvey(Person person) {
        boolean happy = random.nextInt(5) > 0;
        tell("survey-" + person.number(), past.daysAgo(2 + random.nextInt(25)),
                new SurveyFact.Answered(person.addresses().get("email"), "csat-service", null,
                        BigDecimal.valueOf(happy ? 8 + random.nextInt(3) : 2 + random.nextInt(4)),
                        verdict(person, happy)));
    }

    private void review(Person person) {
        boolean happy = random.nextInt(4) > 0;
        tell("review-" + person.number(), past.daysAgo(2 + random.nextInt(25)),
                new ReviewFact.Recorded("reviews.example", person.shopNumber(),
                        BigDecimal.valueOf(happy ? 4 + random.nextInt(2) : 1 + random.nextInt(2)),
                        verdict(person, happy),
                        "https://reviews.example/ladomir/" + person.number()));
    }

    private static String verdict(Person person, boolean happy) {
        if (person.speaksRussian()) {
            return happy ? "Привезли вовремя, объяснили понятно, будем обращаться ещё." : "Ответа ждали слишком долго.";
        }
        return happy ? "On time, friendly, and the price was as agreed." : "Took far too long to get an answer.";
    }

    private void tell(String id, Instant at, Fact fact) {
        events.add(Event.of(fact, "demo-" + id, Month.SHOP + "/shop", null, at));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    List<Event<?>> events() {
        return Month.inOrder(events);
    }
}
