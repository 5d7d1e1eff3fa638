package contacthub.notification.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import contacthub.contracts.Address;

/**
 * Where a customer is taken to be: where the customer says, else where the phone is, if that is one time of day, else
 * where we are. A Russian mobile can be in any of 16 zones, and the first of them is no better than the last (spec 80).
 */
final class Zones {

    private static final String UNKNOWN = PhoneNumberToTimeZonesMapper.getUnknownTimeZone();

    private Zones() {
    }

    /** A zone and how it is known. */
    record Known(ZoneId zone, String because) {}

    static Known of(Optional<ZoneId> said, Collection<Address> phones, ZoneId ours, Instant at) {
        if (said.isPresent()) {
            return new Known(said.get(), "the customer says so");
        }
        return phones.stream().flatMap(phone -> ofPhone(phone.value(), at).stream()).findFirst()
                .orElseGet(() -> new Known(ours, phones.isEmpty()
                        ? "ours; nothing tells the customer's"
                        : "ours; the customer's phone can be in several"));
    }

    private static Optional<Known> ofPhone(String e164, Instant at) {
        List<ZoneId> possible = zones(e164);
        boolean isOneTime = possible.stream().map(zone -> zone.getRules().getOffset(at)).distinct().count() == 1;
        return isOneTime ? Optional.of(new Known(possible.get(0), "from the phone number")) : Optional.empty();
    }

    private static List<ZoneId> zones(String e164) {
        try {
            return PhoneNumberToTimeZonesMapper.getInstance()
                    .getTimeZonesForNumber(PhoneNumberUtil.getInstance().parse(e164, null)).stream()
                    .filter(zone -> !zone.equals(UNKNOWN)).map(ZoneId::of).toList();
        } catch (NumberParseException e) {
            return List.of();
        }
    }
}
