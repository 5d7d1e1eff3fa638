package contacthub.contact.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;

/** What somebody remembers of a customer, taken apart into what it can mean: addresses, parts of them, parts of a name. */
final class Remembered {

    /** Fewer would be the end of too many numbers, or the beginning of too many names. */
    private static final int FEWEST_DIGITS = 7;
    private static final int FEWEST_LETTERS = 3;
    private static final int FEWEST_NAME_LETTERS = 2;
    private static final int MOST_WORDS = 8;
    private static final int NATIONAL = 11;
    private static final Pattern PHONE = Pattern.compile("[\\d\\s()+.\\-/]+");
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String text;

    private Remembered(String text) {
        this.text = text;
    }

    static Remembered of(String query) {
        return new Remembered(Normalizer.normalize(query, Normalizer.Form.NFKC).strip());
    }

    /** The whole text as addresses, not yet normalised: of every type, or of the one it names itself. */
    List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        int colon = text.indexOf(':');
        if (colon > 0 && AddressType.isKnown(text.substring(0, colon))) {
            addresses.add(Address.of(text.substring(0, colon), text.substring(colon + 1)));
        }
        AddressType.names().forEach(type -> addresses.add(Address.of(type, text)));
        return addresses;
    }

    /** What an address may end with: the last digits of a number without its trunk prefix, the domain of a mailbox. */
    List<String> ends() {
        if (PHONE.matcher(text).matches()) {
            String digits = text.replaceAll("\\D", "");
            boolean trunk = digits.length() == NATIONAL && digits.startsWith("8");
            return digits.length() < FEWEST_DIGITS ? List.of() : List.of(trunk ? digits.substring(1) : digits);
        }
        return isOneLongWord() && text.contains(".") ? List.of(lower()) : List.of();
    }

    /** What an address may begin with: a mailbox, or a name on the net with or without its {@code @}. */
    List<String> starts() {
        if (!isOneLongWord() || PHONE.matcher(text).matches()) {
            return List.of();
        }
        return text.startsWith("@") ? List.of(lower()) : List.of(lower(), "@" + lower());
    }

    private boolean isOneLongWord() {
        return text.length() >= FEWEST_LETTERS && text.chars().noneMatch(Character::isWhitespace);
    }

    private String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The parts of a name, in lower case and with е for ё; none where they are too short to tell anybody apart. */
    List<String> nameParts() {
        List<String> parts = Arrays.stream(APART.split(lower().replace('ё', 'е'))).filter(part -> !part.isEmpty())
                .limit(MOST_WORDS).toList();
        return parts.stream().mapToInt(String::length).sum() < FEWEST_NAME_LETTERS ? List.of() : parts;
    }

    /** The parts as a tsquery: all of them, in any order, each the beginning of a word. */
    String nameQuery() {
        return nameParts().stream().map(part -> part + ":*").collect(Collectors.joining(" & "));
    }

    /** The text, for a search by words. */
    String text() {
        return text;
    }
}
