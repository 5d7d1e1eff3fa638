package contacthub.contact.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import contacthub.contracts.Profile;

/**
 * What one event says of who it is from.
 *
 * @param event the event's own id, which stands in as an address where none identifies anybody
 * @param addresses normalised, strongest first; may be empty
 * @param at when we took it
 * @param said when it happened: of two things said of one customer the earlier holds
 */
public record Claim(UUID event, List<NormalAddress> addresses, Profile profile, String language, Instant at,
        Instant said) {

    /** An address type of the hub's own, for senders who gave nothing to know them by. */
    static final String UNIDENTIFIED = "event";

    List<NormalAddress> knownBy() {
        return addresses.isEmpty() ? List.of(new NormalAddress(UNIDENTIFIED, event.toString(), null)) : addresses;
    }

    /** What a later claim of the same customer adds to this one; where both say a thing, this one holds. */
    Claim completedBy(Claim later) {
        return new Claim(event, addresses, completed(profile, later.profile), first(language, later.language), at,
                said);
    }

    private static Profile completed(Profile one, Profile other) {
        if (one == null || other == null) {
            return first(one, other);
        }
        return new Profile(first(one.last(), other.last()), first(one.first(), other.first()),
                first(one.patronymic(), other.patronymic()), first(one.birthYear(), other.birthYear()),
                first(one.company(), other.company()), first(one.town(), other.town()));
    }

    private static <T> T first(T one, T other) {
        return one == null ? other : one;
    }
}
