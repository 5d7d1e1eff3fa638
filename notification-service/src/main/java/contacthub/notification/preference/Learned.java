package contacthub.notification.preference;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import contacthub.contracts.Json;
import contacthub.notification.preference.Habits.Habit;

/**
 * What a customer's contacts suggest that the customer would like: a channel that most of them came on, and the hours
 * they came in. Only a proposal: it counts once the customer or an operator confirms it (spec 50).
 */
final class Learned {

    private static final int ENOUGH = 5;
    private static final int ENOUGH_FOR_HOURS = 10;
    private static final double MOST = 0.7;
    private static final double NEARLY_ALL = 0.8;
    private static final int LONGEST_WINDOW = 8;
    private static final int DAY = 24;

    private final List<Habit> habits;
    private final Preferences preferences;

    Learned(List<Habit> habits, Preferences preferences) {
        this.habits = habits;
        this.preferences = preferences;
    }

    /**
     * Something that could be confirmed.
     *
     * @param wish which preference it is about: channels, messenger or quiet_hours
     * @param patch what confirming would change, as {@code PATCH /preferences} takes it
     * @param because what it was learned from
     */
    record Proposal(String wish, Map<String, Object> patch, String because) {

        /** What is compared where one was declined. */
        String value() {
            return Json.text(patch);
        }
    }

    /** In the customer's zone as it is at this moment. */
    List<Proposal> proposals(ZoneId zone, Instant now) {
        int all = count(habits);
        if (all < ENOUGH) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>();
        top(habits, Habit::channel).filter(channel -> share(channel, all) >= MOST).ifPresent(channel -> {
            channel(channel, all).ifPresent(proposals::add);
            if (channel == PreferenceChannel.MESSENGER) {
                messenger().ifPresent(proposals::add);
            }
            int offset = zone.getRules().getOffset(now).getTotalSeconds() / 3600;
            hours(channel, offset).ifPresent(proposals::add);
        });
        return proposals;
    }

    private double share(PreferenceChannel channel, int all) {
        return count(on(channel)) / (double) all;
    }

    private List<Habit> on(PreferenceChannel channel) {
        return habits.stream().filter(habit -> habit.channel() == channel).toList();
    }

    private static int count(List<Habit> some) {
        return some.stream().mapToInt(Habit::contacts).sum();
    }

    private static <K> Optional<K> top(List<Habit> some, Function<Habit, K> by) {
        return some.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new,
                Collectors.summingInt(Habit::contacts))).entrySet().stream()
                .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private Optional<Proposal> channel(PreferenceChannel channel, int all) {
        List<PreferenceChannel> wanted = preferences.general();
        if (!wanted.isEmpty() && wanted.get(0) == channel) {
            return Optional.empty();
        }
        List<String> order = new ArrayList<>(List.of(channel.word()));
        wanted.stream().filter(other -> other != channel).map(PreferenceChannel::word).forEach(order::add);
        return Optional.of(new Proposal("channels", Map.of("channels", order),
                "%d of %d contacts came by %s".formatted(count(on(channel)), all, channel.word())));
    }

    private Optional<Proposal> messenger() {
        List<Habit> own = on(PreferenceChannel.MESSENGER);
        return top(own, Habit::messenger).filter(name -> !name.equals(preferences.messenger))
                .filter(name -> sum(own, name) >= MOST * count(own))
                .map(name -> new Proposal("messenger", Map.of("messenger", name),
                        "%d of %d messages came by %s".formatted(sum(own, name), count(own), name)));
    }

    private static int sum(List<Habit> some, String messenger) {
        return some.stream().filter(habit -> habit.messenger().equals(messenger)).mapToInt(Habit::contacts).sum();
    }

    /** The shortest stretch of hours that nearly all contacts came in, where it is short enough to mean something. */
    private Optional<Proposal> hours(PreferenceChannel channel, int offset) {
        int[] byHour = new int[DAY];
        on(channel).forEach(habit -> byHour[Math.floorMod(habit.hour() + offset, DAY)] += habit.contacts());
        int all = count(on(channel));
        if (all < ENOUGH_FOR_HOURS || preferences.quietHours().isPresent()) {
            return Optional.empty();
        }
        for (int length = 1; length <= LONGEST_WINDOW; length++) {
            int best = best(byHour, length);
            int within = within(byHour, best, length);
            if (within >= NEARLY_ALL * all) {
                return Optional.of(quiet(best, length, within, all, channel));
            }
        }
        return Optional.empty();
    }

    private static int best(int[] byHour, int length) {
        return IntStream.range(0, DAY).boxed()
                .max(Comparator.comparingInt(start -> within(byHour, start, length))).orElseThrow();
    }

    private static int within(int[] byHour, int start, int length) {
        int sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += byHour[i % DAY];
        }
        return sum;
    }

    private static Proposal quiet(int start, int length, int within, int all, PreferenceChannel channel) {
        String from = "%02d:00".formatted(start);
        String to = "%02d:00".formatted((start + length) % DAY);
        return new Proposal("quiet_hours",
                Map.of("quiet_hours", QuietHours.daily(to + "-" + from).shown()),
                "%d of %d contacts by %s came between %s and %s".formatted(within, all, channel.word(), from, to));
    }
}
