package contacthub.notification.preference;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import contacthub.contracts.Address;
import contacthub.contracts.Word;

/** The channels a customer can prefer and allow (spec 50); a messenger is any of those the customer writes with. */
public enum PreferenceChannel implements Word {
    SMS("phone"), CALL("phone"), MESSENGER("telegram", "vk", "whatsapp", "viber", "facebook", "instagram", "slack",
            "line"), PAPER("postal"), EMAIL("email"), CHAT("web");

    private static final Set<String> NAMES = Word.all(values());

    private final Set<String> addressTypes;

    PreferenceChannel(String... addressTypes) {
        this.addressTypes = Set.of(addressTypes);
    }

    /** Every channel, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** The one of this name. */
    public static Optional<PreferenceChannel> named(String name) {
        return Arrays.stream(values()).filter(channel -> channel.word().equals(name)).findFirst();
    }

    /** The one that a channel of contacts, such as telegram, counts as. */
    public static PreferenceChannel ofContact(String channel) {
        return named(channel).orElseGet(() -> MESSENGER.addressTypes.contains(channel) ? MESSENGER : CHAT);
    }

    /** The same where somebody who writes on that channel could wish for it; a review or a visit is no such channel. */
    static Optional<PreferenceChannel> wishable(String channel) {
        return MESSENGER.addressTypes.contains(channel) ? Optional.of(MESSENGER) : named(channel);
    }

    /** The types of addresses it can reach. */
    public Set<String> addressTypes() {
        return addressTypes;
    }

    /** Those of the addresses it can reach. */
    public Collection<Address> among(Collection<Address> addresses) {
        return addresses.stream().filter(address -> addressTypes.contains(address.type())).toList();
    }
}
