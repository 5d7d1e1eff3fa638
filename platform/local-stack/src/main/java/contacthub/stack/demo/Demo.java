package contacthub.stack.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Event;
import contacthub.stack.demo.Person.Buying;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Fills the hub with a month of a made-up company. A second run changes nothing: ids and drawn lots are the same. */
@Command(name = "demo", description = "Post a believable month of a company, so that there is something to look at.")
public final class Demo implements Callable<Integer> {

    private static final long SEED = 20_260_301;
    private static final int BATCH = 100;
    private static final int LOOKS = 60;

    private final Function<String, String> urls;
    private final Path credentials;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    /** @param urls the address of a service by its name: contact, segment or notification */
    public Demo(Function<String, String> urls, Path credentials, Clock clock) {
        this.urls = urls;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        try {
            fill(new HubApi(urls, credentials()));
            return 0;
        } catch (HubApi.Refused e) {
            spec.commandLine().getErr().println("\nhub: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private Properties credentials() throws IOException {
        if (!Files.exists(credentials)) {
            throw new HubApi.Refused("there is no " + credentials + ": ./hub up makes it at its first start");
        }
        Properties read = new Properties();
        try (Reader file = Files.newBufferedReader(credentials)) {
            read.load(file);
        }
        return read;
    }

    private void fill(HubApi hub) {
        Random random = new Random(SEED);
        Past past = new Past(clock.instant(), random);
        Shelf shelf = new Shelf();
        List<Person> people = new Population(shelf, random).people();
        Month month = new Month(shelf, random, past);
        Shopping shopping = new Shopping(shelf, random, past);
        people.forEach(person -> {
            month.live(person);
            shopping.live(person);
        });
        int before = known(hub, people);
        post(hub, people.size() + " customers introduce themselves", month.introductions());
        awaitCustomers(hub, people);
        post(hub, "Two years of orders, visits and reviews", shopping.events());
        awaitSegment(hub, people);
        Set<String> positions = post(hub, "A month of messages, calls and answers", month.contacts());
        positions.forEach(position -> awaitShown(hub, people.get(0), position));
        int changes = new Desk(hub).handle(month.handlings(),
                new Progress(out(), "Operators answer and resolve", month.handlings().size()));
        changes += wishes(hub, people);
        sayWhatChanged(before, people.size(), changes);
        sayWhereToLook(hub, people);
    }

    private static int known(HubApi hub, List<Person> people) {
        return (int) people.stream().filter(person -> customer(hub, person).isPresent()).count();
    }

    private Set<String> post(HubApi hub, String what, List<Event<?>> events) {
        Progress progress = new Progress(out(), what + " (" + events.size() + ")", events.size());
        Set<String> positions = new HashSet<>();
        for (int from = 0; from < events.size(); from += BATCH) {
            List<Event<?>> batch = events.subList(from, Math.min(from + BATCH, events.size()));
            hub.post(batch).ifPresent(positions::add);
            progress.step(batch.size());
        }
        return positions;
    }

    private int wishes(HubApi hub, List<Person> people) {
        List<Person> wishing = people.stream().filter(Wishes::has).toList();
        Progress progress = new Progress(out(), "Customers say what they like and allow", wishing.size());
        Wishes wishes = new Wishes(hub);
        int said = 0;
        for (Person person : wishing) {
            said += wishes.say(person) ? 1 : 0;
            progress.step();
        }
        return said;
    }

    private static Optional<JsonNode> customer(HubApi hub, Person person) {
        return hub.find("contact", "/api/v1/customers/" + person.shopNumber().ref());
    }

    private static void awaitCustomers(HubApi hub, List<Person> people) {
        for (int look = 0; known(hub, people) < people.size(); look++) {
            if (look == LOOKS) {
                throw new HubApi.Refused("the customers do not appear: ./hub status shows the lag of contact");
            }
            HubApi.pause();
        }
    }

    /** A VIP's contacts have a deadline of their own, so their segment should be known before they write. Else go on. */
    private static void awaitSegment(HubApi hub, List<Person> people) {
        Person person = one(people, Buying.VIP, true);
        for (int look = 0; look < LOOKS / 2; look++) {
            Optional<JsonNode> card = hub.find("contact", "/api/v1/customers/" + person.shopNumber().ref() + "/card");
            if (card.isPresent() && card.get().hasNonNull("segment")) {
                return;
            }
            HubApi.pause();
        }
    }

    /** Asking with a position waits up to two seconds for it; a slow hub gets a few such turns. */
    private static void awaitShown(HubApi hub, Person anybody, String position) {
        String path = "/api/v1/customers/" + anybody.shopNumber().ref() + "/timeline?page%5Bsize%5D=1&position=";
        for (int turn = 0; turn < LOOKS / 4; turn++) {
            long begun = System.nanoTime();
            hub.find("contact", path + HubApi.encoded(position));
            if (System.nanoTime() - begun < 1_900_000_000L) {
                return;
            }
        }
    }

    private void sayWhatChanged(int before, int customers, int changes) {
        say("");
        if (before == customers && changes == 0) {
            say("This hub had the demo already: nothing was added, as events are known by their ids.");
        } else {
            say("Ladomir's month is in the hub. Running the demo again adds nothing.");
        }
    }

    private void sayWhereToLook(HubApi hub, List<Person> people) {
        say("");
        say("Worth a look (as administrator, credentials in " + credentials + "):");
        say("  ADMIN=$(sed -n 's/^admin.user=//p' " + credentials + "):$(sed -n 's/^admin.password=//p' " + credentials
                + ")");
        List<Person> shown = new ArrayList<>(List.of(one(people, Buying.VIP, true), one(people, Buying.LOST, true),
                one(people, Buying.GROWING, false)));
        for (Person person : shown) {
            say("");
            say("  " + person.name() + ", " + person.profile().town() + ": " + group(hub, person));
            say("  curl -s -u \"$ADMIN\" -H 'Accept: application/json' " + hub.url("contact") + "/api/v1/customers/"
                    + person.shopNumber().ref() + "/timeline");
        }
    }

    private static String group(HubApi hub, Person person) {
        return customer(hub, person)
                .flatMap(found -> hub.find("segment", "/api/v1/customers/" + found.path("id").asText() + "/scores"))
                .map(scores -> "activity group " + scores.path("group").asText()).orElse("no purchase scored yet");
    }

    private static Person one(List<Person> people, Buying buying, boolean russian) {
        return people.stream().filter(person -> person.buying() == buying && person.speaksRussian() == russian)
                .findFirst().orElseThrow();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }
}
