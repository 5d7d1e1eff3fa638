package contacthub.stack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

import contacthub.contracts.Address;
import contacthub.contracts.CallFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;

/**
 * What the customers wrote, said and were answered in the last 30 days. Everything is drawn from one seed: a second run
 * tells the same under the same ids.
 */
final class Month {

    static final String SHOP = "https://ladomir.example";

    private static final int DAYS = 30;
    private static final int MOST_STORIES = 5;
    private static final Set<String> ONE_WAY = Set.of("paper", "review", "visit");
    private static final List<String> OPERATORS = List.of("maria", "oleg", "elena", "emily", "james");

    private final Shelf shelf;
    private final Random random;
    private final Past past;
    private final List<Event<?>> introductions = new ArrayList<>();
    private final List<Event<?>> contacts = new ArrayList<>();
    private final List<Handling> handlings = new ArrayList<>();
    private int counter;

    /** What an operator still does about a conversation; only what is wanted is not null or true. */
    record Handling(String thread, String operator, String note, String reply, boolean resolve) {}

    Month(Shelf shelf, Random random, Past past) {
        this.shelf = shelf;
        this.random = random;
        this.past = past;
    }

    void live(Person person) {
        List<Story> possible = shelf.stories(person.language()).stream()
                .filter(story -> person.on(story.channel()) != null).toList();
        List<Story> writing = possible.stream().filter(story -> !story.isCall()).toList();
        introduce(person, any(writing));
        int more = person.buying() == Person.Buying.VIP ? MOST_STORIES : random.nextInt(MOST_STORIES);
        for (int i = 0; i < more; i++) {
            Story story = any(possible).about(order(person));
            if (story.isCall()) {
                call(person, story, day());
            } else {
                write(person, story, person.on(story.channel()), null, contacts, day());
            }
        }
    }

    /** The first contact names every address, so that the hub knows whom all later ones are from. */
    private void introduce(Person person, Story story) {
        write(person, story.about(order(person)), person.shopNumber(), person, introductions, 3 + random.nextInt(27));
    }

    private void write(Person person, Story story, Address from, Person introduced, List<Event<?>> told, int day) {
        String thread = id(person);
        Instant at = past.daysAgo(day);
        told.add(event(thread, at, new ContactFact.Received(story.channel(), introduced == null ? from : null,
                introduced == null ? null : introduced.all(), story.ask(), story.subject(), thread, story.kind(),
                person.language(), null, introduced == null ? null : introduced.profile())));
        if (day < Past.FREE || random.nextInt(12) == 0) {
            leaveToday(thread, person, story);
        } else {
            answer(person, story, from, thread, at, day);
        }
    }

    /**
     * Recent contacts are answered in the hub itself, or wait: an operator's page is never empty. Where nobody can be
     * written to, there is only a note.
     */
    private void leaveToday(String thread, Person person, Story story) {
        String note = person.speaksRussian()
                ? "Проверить историю заказов, прежде чем отвечать."
                : "Check the order first.";
        switch (random.nextInt(3)) {
            case 0 -> handlings.add(new Handling(thread, operator(person), note,
                    ONE_WAY.contains(story.channel()) ? null : story.answer(), random.nextBoolean()));
            case 1 -> handlings.add(new Handling(thread, operator(person), note, null, false));
            default -> {
                // Nobody has looked at it yet.
            }
        }
    }

    private void answer(Person person, Story story, Address to, String thread, Instant at, int day) {
        boolean late = day > 5 && random.nextInt(9) == 0;
        Instant answered = at.plus(late ? past.minutes(1_500, 4_000) : past.minutes(4, 170));
        contacts.add(event(thread + "-answer", answered, new ContactFact.Sent(story.channel(), to, story.answer(),
                operator(person), thread, story.subject() == null ? null : "Re: " + story.subject(), null, null)));
        if (story.then() != null) {
            contacts.add(event(thread + "-then", answered.plus(past.minutes(3, 90)),
                    new ContactFact.Received(story.channel(), to, null, story.then(), story.subject(), thread,
                            story.kind(), person.language(), null, null)));
        }
        if (random.nextInt(4) > 0) {
            handlings.add(new Handling(thread, null, null, null, true));
        }
    }

    private void call(Person person, Story story, int day) {
        String id = id(person);
        Instant rings = past.daysAgo(day);
        Duration talk = past.minutes(2, 14);
        boolean missed = story.ask() == null;
        Instant picked = missed ? null : rings.plusSeconds(15);
        contacts.add(event(id, rings,
                new CallFact.Recorded("in", person.on("call"), Address.of("phone", "+74950000001"), rings,
                        picked, missed ? rings.plusSeconds(40) : rings.plus(talk), missed ? null : operator(person),
                        story.outcome(), null, story.ask())));
        if (missed && day >= Past.FREE) {
            Instant back = rings.plus(past.minutes(5, 60));
            contacts.add(event(id + "-back", back,
                    new CallFact.Recorded("out", Address.of("phone", "+74950000001"), person.on("call"), back,
                            back.plusSeconds(12), back.plus(talk), operator(person), "answered", null,
                            person.speaksRussian() ? "Перезвонили, вопрос решён." : "Called back, all clear.")));
        }
    }

    private static Event<?> event(String id, Instant at, Fact fact) {
        return Event.of(fact, id, SHOP + "/desk", null, at);
    }

    private String id(Person person) {
        return "demo-" + person.number() + "-" + counter++;
    }

    /** A number of an order, as the customer would name it. */
    private String order(Person person) {
        return Integer.toString(48_000 + person.number() * 7 + random.nextInt(7));
    }

    /** Recent days more often than earlier ones. */
    private int day() {
        return Math.min(random.nextInt(DAYS), random.nextInt(DAYS));
    }

    private String operator(Person person) {
        return OPERATORS.get(person.speaksRussian() ? random.nextInt(3) : 3 + random.nextInt(2));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Each customer's first contact, to be known before anything else is told. */
    List<Event<?>> introductions() {
        return inOrder(introductions);
    }

    List<Event<?>> contacts() {
        return inOrder(contacts);
    }

    List<Handling> handlings() {
        return List.copyOf(handlings);
    }

    static List<Event<?>> inOrder(List<Event<?>> events) {
        return events.stream().sorted(Comparator.comparing(Event::time)).toList();
    }
}
