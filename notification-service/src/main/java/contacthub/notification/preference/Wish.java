package contacthub.notification.preference;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.contracts.Word;

/** What a customer can wish for beside an order of channels; each is kept as a text. */
enum Wish implements Word {

    LANGUAGE(preferences -> preferences.language, (preferences, value) -> preferences.language = value,
            matching("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "must be a language tag such as ru or en")), ZONE(
                    preferences -> preferences.zone, (preferences, value) -> preferences.zone = value,
                    Wish::zone), QUIET_HOURS(preferences -> preferences.quietHours,
                            (preferences, value) -> preferences.quietHours = value,
                            Wish::quietHours), PHONE(preferences -> preferences.phone,
                                    (preferences, value) -> preferences.phone = value,
                                    matching("\\+[1-9]\\d{6,14}",
                                            "must be a phone number such as +79161234567")), MESSENGER(
                                                    preferences -> preferences.messenger,
                                                    (preferences, value) -> preferences.messenger = value,
                                                    oneOf(PreferenceChannel.MESSENGER.addressTypes())), FORM_OF_ADDRESS(
                                                            preferences -> preferences.formOfAddress,
                                                            (preferences, value) -> preferences.formOfAddress = value,
                                                            oneOf(Set.of("formal", "informal")));

    private static final Set<String> NAMES = Word.all(values());

    private final Function<Preferences, String> getter;
    private final BiConsumer<Preferences, String> setter;
    private final Reading reading;

    Wish(Function<Preferences, String> getter, BiConsumer<Preferences, String> setter, Reading reading) {
        this.getter = getter;
        this.setter = setter;
        this.reading = reading;
    }

    /** How a value is read; what is wrong goes to {@code wrong}, by its field and why. */
    @FunctionalInterface
    private interface Reading {

        String of(String field, JsonNode value, BiConsumer<String, String> wrong);
    }

    static Set<String> names() {
        return NAMES;
    }

    /** Its value as it is kept; nothing where it is taken back or wrong. */
    Optional<String> read(JsonNode value, BiConsumer<String, String> wrong) {
        return value.isNull() ? Optional.empty() : Optional.ofNullable(reading.of(word(), value, wrong));
    }

    /** What it is now; null for no wish. */
    String of(Preferences preferences) {
        return getter.apply(preferences);
    }

    void set(Preferences preferences, String value) {
        setter.accept(preferences, value);
    }

    private static Reading matching(String pattern, String flaw) {
        Pattern right = Pattern.compile(pattern);
        return (field, value, wrong) -> text(field, value, flaw, right.asMatchPredicate()::test, wrong);
    }

    private static Reading oneOf(Set<String> words) {
        return (field, value, wrong) -> text(field, value,
                "must be one of " + words.stream().sorted().toList(), words::contains, wrong);
    }

    private static String zone(String field, JsonNode value, BiConsumer<String, String> wrong) {
        return text(field, value, "must be the name of a time zone such as Europe/Moscow", Wish::isZone, wrong);
    }

    private static boolean isZone(String name) {
        try {
            return ZoneId.of(name) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String quietHours(String field, JsonNode value, BiConsumer<String, String> wrong) {
        return Json.text(QuietHours.read(field, value, wrong).shown());
    }

    private static String text(String field, JsonNode value, String flaw, Function<String, Boolean> isRight,
            BiConsumer<String, String> wrong) {
        if (!value.isTextual() || !isRight.apply(value.textValue())) {
            wrong.accept(field, flaw);
            return null;
        }
        return value.textValue();
    }
}
