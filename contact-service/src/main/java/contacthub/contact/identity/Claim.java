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
 */
public record Claim(UUID event, List<NormalAddress> addresses, Profile profile, String language, Instant at) {

    /** An address type of the hub's own, for senders who gave nothing to know them by. */
    static final String UNIDENTIFIED = "event";

    List<NormalAddress> knownBy() {
        return addresses.isEmpty() ? List.of(new NormalAddress(UNIDENTIFIED, event.toString(), null)) : addresses;
    }
}
