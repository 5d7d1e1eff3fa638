package contacthub.contact.identity;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;

/** Spells addresses the one way by which they are matched, and knows values that stand for nobody (spec 25, rule 1). */
@ApplicationScoped
public class Normaliser {

    /** What the database can index; one character as sent can be eighteen in its compatible form. */
    private static final int LONGEST = 500;

    private final String region;
    private final Placeholders placeholders;

    Normaliser(@ConfigProperty(name = "hub.identity.region") String region,
            @ConfigProperty(name = "hub.identity.blocked") Optional<List<String>> blocked) {
        this.region = region;
        this.placeholders = new Placeholders(blocked.orElse(List.of()));
    }

    /** The address in its one spelling, or nothing when it identifies nobody. */
    public Optional<NormalAddress> normalise(Address address) {
        if (address == null || address.type() == null || address.value() == null) {
            return Optional.empty();
        }
        return Optional.of(examine(address.type(), address.value(), region)).filter(Finding::identifies)
                .map(found -> new NormalAddress(address.type(), found.normalised(), address.name()));
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

    /** The country of numbers without one. */
    String region() {
        return region;
    }

    /** What an address is, for matching and for whoever asks why. */
    Finding examine(String type, String written, String inRegion) {
        String value = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
        Finding found = spell(type, value, inRegion);
        if (found.normalised() != null && found.normalised().length() > LONGEST) {
            return Finding.invalid("has more than " + LONGEST + " characters");
        }
        boolean nobody = placeholders.have(type, value)
                || found.normalised() != null && placeholders.have(type, found.normalised());
        return nobody ? found.placeholder() : found;
    }

    private Finding spell(String type, String value, String inRegion) {
        return switch (type) {
            case "phone" -> Phones.examine(value, inRegion);
            case "email" -> Mailboxes.examine(value);
            case "telegram", "instagram" ->
                Finding.valid(value.startsWith("@") ? value.toLowerCase(Locale.ROOT) : value);
            default ->
                AddressType.isKnown(type) ? Finding.valid(value) : Finding.invalid("is of no type we know");
        };
    }
}
