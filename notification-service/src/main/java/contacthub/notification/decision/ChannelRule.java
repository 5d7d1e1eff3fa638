package contacthub.notification.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import contacthub.notification.decision.Decision.Rejection;
import contacthub.notification.preference.Consents.Standing;
import contacthub.notification.preference.PreferenceChannel;

/**
 * The order of decision of spec 50. Channels are asked in the order of the strongest level that names them; the next is
 * asked only where one is not allowed or not reachable. A suppressed channel ends the search: whoever said stop on one
 * channel is not to be caught on another.
 */
final class ChannelRule {

    private static final List<Level> WISHES = List.of(Level.CATEGORY_PREFERENCE, Level.CHANNEL_PREFERENCE,
            Level.SEGMENT_DEFAULT, Level.SYSTEM_DEFAULT);

    private final Situation situation;

    private ChannelRule(Situation situation) {
        this.situation = situation;
    }

    static Decision decide(Situation situation) {
        return new ChannelRule(situation).decide();
    }

    private Decision decide() {
        Map<PreferenceChannel, Level> asked = asked();
        for (Map.Entry<PreferenceChannel, Level> candidate : asked.entrySet()) {
            PreferenceChannel channel = candidate.getKey();
            if (situation.suppressed().containsKey(channel)) {
                return new Decision(null, Level.SUPPRESSION, rejections(null, asked));
            }
            if (forbidden(channel).isEmpty() && situation.reachable().contains(channel)) {
                return new Decision(channel, candidate.getValue(), rejections(channel, asked));
            }
        }
        boolean allForbidden = asked.keySet().stream().allMatch(channel -> forbidden(channel).isPresent());
        return new Decision(null, allForbidden ? Level.CONSENT : Level.REACHABILITY, rejections(null, asked));
    }

    /** The channels to ask, in order, each with the strongest level that names it. */
    private Map<PreferenceChannel, Level> asked() {
        Map<PreferenceChannel, Level> asked = new LinkedHashMap<>();
        for (Level level : situation.critical() ? List.of(Level.CRITICAL) : WISHES) {
            situation.orders().getOrDefault(level, List.of()).forEach(channel -> asked.putIfAbsent(channel, level));
        }
        return asked;
    }

    private List<Rejection> rejections(PreferenceChannel chosen, Map<PreferenceChannel, Level> asked) {
        List<Rejection> rejections = new ArrayList<>();
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            if (channel != chosen) {
                rejections.add(new Rejection(channel, because(channel, chosen, asked)));
            }
        }
        return rejections;
    }

    private String because(PreferenceChannel channel, PreferenceChannel chosen, Map<PreferenceChannel, Level> asked) {
        if (situation.suppressed().containsKey(channel)) {
            return "suppression: " + situation.suppressed().get(channel);
        }
        Optional<String> forbidden = forbidden(channel);
        if (forbidden.isPresent()) {
            return "consent: " + forbidden.get();
        }
        if (!situation.reachable().contains(channel)) {
            return "reachability: the customer has no address for it";
        }
        if (!asked.containsKey(channel)) {
            return "order: nobody wants it";
        }
        return chosen == null
                ? "suppression: a channel wanted before it is suppressed"
                : "order: " + chosen.word() + " comes first by " + asked.get(chosen).word();
    }

    private Optional<String> forbidden(PreferenceChannel channel) {
        Standing standing = situation.consents().get(channel);
        if (standing == Standing.WITHDRAWN) {
            return Optional.of("withdrawn for " + situation.category().word());
        }
        return standing == null && situation.category().needsGrant()
                ? Optional.of("never granted for " + situation.category().word())
                : Optional.empty();
    }
}
