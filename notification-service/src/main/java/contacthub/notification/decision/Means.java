package contacthub.notification.decision;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import contacthub.contracts.Address;
import contacthub.notification.preference.PreferenceChannel;

/**
 * What there is to send a message with.
 *
 * @param channels those that work, as contacts name them; nothing for whatever there could be
 * @param tried channels that were tried already, and why that failed
 */
public record Means(Optional<Set<String>> channels, Map<PreferenceChannel, String> tried) {

    /** Everything a person could use. */
    public static final Means ALL = new Means(Optional.empty(), Map.of());

    /** Those channels, none of which was tried. */
    public static Means of(Set<String> channels) {
        return new Means(Optional.of(channels), Map.of());
    }

    boolean reach(PreferenceChannel channel, Address address) {
        return channels.isEmpty() || channels.get().contains(name(channel, address));
    }

    /** The channel to this address as contacts name it: a messenger by its own name. */
    static String name(PreferenceChannel channel, Address address) {
        return channel == PreferenceChannel.MESSENGER ? address.type() : channel.word();
    }
}
