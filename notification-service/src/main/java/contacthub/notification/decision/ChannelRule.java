package contacthub.notification.decision;

import java.time.LocalDate;
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
 * channel is not to be caught on another; neither is who wants peace now or has been written to often enough.
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
            if (situation.suppressed().containsKey(channel) && !situation.without().containsKey(channel)) {
                return none(Level.SUPPRESSION, asked, "a channel wanted before it is suppressed",
                        channel.word() + ": " + situation.suppressed().get(channel));
            }
            if (forbidden(channel).isEmpty() && unreachable(channel).isEmpty()) {
                return allowed(channel, candidate.getValue(), asked);
            }
        }
        boolean allForbidden = asked.keySet().stream().allMatch(channel -> forbidden(channel).isPresent());
        return allForbidden
                ? none(Level.CONSENT, asked, null, "no channel is allowed for " + situation.category().word())
                : none(Level.REACHABILITY, asked, null, "no channel that is allowed reaches the customer");
    }

    /** On this channel, unless it is one too many; later, where it is not the hour. */
    private Decision allowed(PreferenceChannel channel, Level level, Map<PreferenceChannel, Level> asked) {
        Optional<Hold> hold = situation.critical()
                ? Optional.empty()
                : situation.hours().hold(channel, situation.at());
        LocalDate day = situation.hours().day(hold.map(Hold::until).orElse(situation.at()));
        Optional<String> cap = situation.critical()
                ? Optional.empty()
                : situation.caps().reached(situation.category(), day);
        return cap.isPresent()
                ? none(Level.FREQUENCY_CAP, asked, cap.get(), cap.get())
                : new Decision(channel, null, level, hold, day, rejections(channel, asked, null), null);
    }

    private Decision none(Level level, Map<PreferenceChannel, Level> asked, String ofOthers, String why) {
        return new Decision(null, null, level, Optional.empty(), null,
                rejections(null, asked, ofOthers == null ? null : level.word() + ": " + ofOthers), why);
    }

    /** The channels to ask, in order, each with the strongest level that names it. */
    private Map<PreferenceChannel, Level> asked() {
        Map<PreferenceChannel, Level> asked = new LinkedHashMap<>();
        for (Level level : situation.critical() ? List.of(Level.CRITICAL) : WISHES) {
            situation.orders().getOrDefault(level, List.of()).forEach(channel -> asked.putIfAbsent(channel, level));
        }
        return asked;
    }

    private List<Rejection> rejections(PreferenceChannel chosen, Map<PreferenceChannel, Level> asked,
            String ofOthers) {
        List<Rejection> rejections = new ArrayList<>();
        for (PreferenceChannel channel : PreferenceChannel.values()) {
            if (channel != chosen) {
                rejections.add(new Rejection(channel, because(channel, chosen, asked, ofOthers)));
            }
        }
        return rejections;
    }

    private String because(PreferenceChannel channel, PreferenceChannel chosen, Map<PreferenceChannel, Level> asked,
            String ofOthers) {
        if (situation.suppressed().containsKey(channel)) {
            return "suppression: " + situation.suppressed().get(channel);
        }
        Optional<String> forbidden = forbidden(channel);
        if (forbidden.isPresent()) {
            return "consent: " + forbidden.get();
        }
        Optional<String> unreachable = unreachable(channel);
        if (unreachable.isPresent()) {
            return "reachability: " + unreachable.get();
        }
        if (!asked.containsKey(channel)) {
            return "order: nobody wants it";
        }
        return chosen == null ? ofOthers : "order: " + chosen.word() + " comes first by " + asked.get(chosen).word();
    }

    private Optional<String> unreachable(PreferenceChannel channel) {
        if (situation.without().containsKey(channel)) {
            return Optional.of(situation.without().get(channel));
        }
        return situation.reachable().contains(channel)
                ? Optional.empty()
                : Optional.of("the customer has no address for it");
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
