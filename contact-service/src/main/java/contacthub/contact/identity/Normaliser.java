package contacthub.contact.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;

/** Spells addresses the one way by which they are matched, and knows values that stand for nobody (spec 25, rule 1). */
@ApplicationScoped
public class Normaliser {

    private static final Set<String> NOBODY = Set.of("", "0", "-", "-1", "null", "none", "n/a", "na", "nil",
            "undefined",
            "anonymous", "unknown", "test", "нет", "не указан", "аноним");
    /** What the database can index; one character as sent can be eighteen in its compatible form. */
    private static final int LONGEST = 500;
    private static final Pattern TEST_MAIL = Pattern.compile("(test|noreply|no-reply|anonymous)@(test|example)\\..*");
    private static final Pattern ONE_DIGIT = Pattern.compile("\\D*(\\d)(\\D*\\1)*\\D*");

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final String region;

    Normaliser(@ConfigProperty(name = "hub.identity.region") String region) {
        this.region = region;
    }

    /** The address in its one spelling, or nothing when it identifies nobody. */
    public Optional<NormalAddress> normalise(Address address) {
        if (address == null || address.type() == null || address.value() == null) {
            return Optional.empty();
        }
        String value = Normalizer.normalize(address.value(), Normalizer.Form.NFKC).strip();
        if (NOBODY.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return spell(address.type(), value).filter(spelled -> spelled.length() <= LONGEST)
                .map(spelled -> new NormalAddress(address.type(), spelled, address.name()));
    }

    /** Those of the addresses that identify somebody, strongest first (external number, e-mail, phone, messengers, web). */
    public List<NormalAddress> normalise(List<Address> addresses) {
        return addresses.stream().map(this::normalise).flatMap(Optional::stream).distinct()
                .sorted(Comparator.comparingInt(address -> strength(address.type()))).toList();
    }

    private static int strength(String type) {
        return switch (type) {
            case "external" -> 0;
            case "email" -> 1;
            case "phone" -> 2;
            case "web" -> 4;
            case "postal" -> 5;
            default -> 3;
        };
    }

    private Optional<String> spell(String type, String value) {
        return switch (type) {
            case "phone" -> phone(value);
            case "email" -> email(value);
            case "telegram", "instagram" -> Optional.of(value.startsWith("@") ? value.toLowerCase(Locale.ROOT) : value);
            default -> AddressType.isKnown(type) ? Optional.of(value) : Optional.empty();
        };
    }

    private Optional<String> phone(String value) {
        if (ONE_DIGIT.matcher(value).matches()) {
            return Optional.empty();
        }
        try {
            var number = phones.parse(value, region);
            return phones.isPossibleNumber(number)
                    ? Optional.of(phones.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> email(String value) {
        String mail = value.toLowerCase(Locale.ROOT);
        int at = mail.lastIndexOf('@');
        if (at < 1 || at == mail.length() - 1 || mail.chars().anyMatch(Character::isWhitespace)
                || TEST_MAIL.matcher(mail).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mail.substring(0, at + 1) + IDN.toASCII(mail.substring(at + 1), IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
