package contacthub.notification.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import contacthub.contracts.Address;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.Preferences;
import contacthub.notification.preference.Suppressions;

/** Where a customer can be reached on each channel: first where the customer wants to be, never where to be left alone. */
record Places(List<Address> all, Preferences preferences, Suppressions suppressions, Means means) {

    /** Those known, and the phone the customer named even where we knew it not. */
    static List<Address> all(List<Address> known, Preferences preferences) {
        List<Address> all = new ArrayList<>(known);
        preferences.phone().map(phone -> Address.of("phone", phone))
                .filter(phone -> known.stream().noneMatch(one -> one.ref().equals(phone.ref()))).ifPresent(all::add);
        return all;
    }

    /** Those of a channel, the wanted ones first. */
    List<Address> of(PreferenceChannel channel) {
        return channel.among(all).stream().filter(address -> means.reach(channel, address))
                .sorted(Comparator.comparing(address -> !isWanted(channel, address))).toList();
    }

    private boolean isWanted(PreferenceChannel channel, Address address) {
        return channel == PreferenceChannel.MESSENGER
                ? preferences.messenger().filter(address.type()::equals).isPresent()
                : preferences.phone().filter(address.value()::equals).isPresent();
    }

    /** The first that need not be left alone. */
    Address first(PreferenceChannel channel) {
        return of(channel).stream().filter(address -> suppressions.of(address, channel).isEmpty()).findFirst()
                .orElseThrow();
    }

    /** Channels that nothing can be sent on to a customer who has an address there, and why. */
    Map<PreferenceChannel, String> without() {
        Map<PreferenceChannel, String> without = new EnumMap<>(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            if (!channel.among(all).isEmpty() && of(channel).isEmpty()) {
                without.put(channel, "the channel is not configured");
            }
        }
        means.tried().forEach((channel, because) -> without.put(channel, "it was tried: " + because));
        return without;
    }

    Set<PreferenceChannel> reachable() {
        Set<PreferenceChannel> reachable = EnumSet.noneOf(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            if (!of(channel).isEmpty()) {
                reachable.add(channel);
            }
        }
        return reachable;
    }

    /** A channel is suppressed when all of its addresses are. */
    Map<PreferenceChannel, String> suppressed() {
        Map<PreferenceChannel, String> suppressed = new EnumMap<>(PreferenceChannel.class);
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            Collection<Address> own = of(channel);
            List<String> reasons = own.stream().map(address -> suppressions.of(address, channel))
                    .flatMap(Optional::stream).toList();
            if (!own.isEmpty() && reasons.size() == own.size()) {
                suppressed.put(channel, reasons.get(0));
            }
        }
        return suppressed;
    }
}
