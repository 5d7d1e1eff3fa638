package contacthub.stack.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import contacthub.contracts.Address;
import contacthub.contracts.Profile;
import contacthub.stack.demo.Person.Buying;

/**
 * The company's customers. Nobody real can be reached: mail goes to {@code .example}, telephone numbers and messenger
 * accounts are of ranges that are given to nobody.
 */
final class Population {

    static final int SIZE = 120;

    private static final List<String> RUSSIAN_MESSENGERS = List.of("telegram", "vk", "whatsapp", "viber");
    private static final List<String> ENGLISH_MESSENGERS = List.of("whatsapp", "facebook", "instagram", "slack",
            "line");
    private static final List<Buying> SHARES = List.of(Buying.NEWCOMER, Buying.GROWING, Buying.ONE_TIME, Buying.VIP,
            Buying.GROWING, Buying.LOST, Buying.NEWCOMER, Buying.NOTHING, Buying.GROWING, Buying.LOST);

    private final Shelf shelf;
    private final Random random;

    Population(Shelf shelf, Random random) {
        this.shelf = shelf;
        this.random = random;
    }

    List<Person> people() {
        return IntStream.range(0, SIZE).mapToObj(this::person).toList();
    }

    private Person person(int number) {
        String language = number % 3 == 2 ? "en" : "ru";
        String sex = random.nextBoolean() ? "women" : "men";
        Profile profile = new Profile(word(language, sex, "last"), word(language, sex, "first"),
                language.equals("ru") ? word(language, sex, "patronymic") : null, 1948 + random.nextInt(58), null,
                word(language, "towns"));
        return new Person(number, language, profile, addresses(number, language, profile),
                SHARES.get(number / 3 % SHARES.size()));
    }

    private Map<String, Address> addresses(int number, String language, Profile profile) {
        String name = profile.first() + " " + profile.last();
        boolean russian = language.equals("ru");
        Map<String, Address> addresses = new LinkedHashMap<>();
        add(addresses, "external", "ladomir/" + (20_000 + number), name);
        add(addresses, "email", "customer" + number + "@mail.example", name);
        String phone = String.format(Locale.ROOT, russian ? "+79460000%03d" : "+447700900%03d", number);
        add(addresses, "phone", phone, name);
        add(addresses, "web", "visitor-" + Integer.toHexString(0xa0000 + number), null);
        if (number % 4 == 0) {
            add(addresses, "postal", profile.town() + ", " + word(language, "streets") + " " + (1 + number % 60), name);
        }
        List<String> messengers = russian ? RUSSIAN_MESSENGERS : ENGLISH_MESSENGERS;
        messenger(addresses, messengers.get(random.nextInt(messengers.size())), number, phone, name);
        messenger(addresses, messengers.get(number / 3 % messengers.size()), number, phone, name);
        return addresses;
    }

    private static void messenger(Map<String, Address> addresses, String type, int number, String phone, String name) {
        String account = switch (type) {
            case "telegram" -> "9900000" + (1_000 + number);
            case "whatsapp", "viber" -> phone;
            case "slack" -> "U0DEMO" + number;
            default -> "demo-" + number;
        };
        add(addresses, type, account, name);
    }

    private static void add(Map<String, Address> addresses, String type, String value, String name) {
        addresses.put(type, new Address(type, value, name));
    }

    private String word(String... path) {
        List<String> words = shelf.words(String.join("/", path));
        return words.get(random.nextInt(words.size()));
    }
}
