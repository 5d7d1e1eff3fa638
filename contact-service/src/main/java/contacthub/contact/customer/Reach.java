package contacthub.contact.customer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import contacthub.contact.timeline.Touches.Touch;

/**
 * The best channel and time of day to reach a customer, from what the customer did, each with its reason (spec 20);
 * absent where too little is known to tell.
 */
record Reach(BestChannel channel, BestTime time) {

    private static final int FEWEST = 3;
    private static final int HOURS = 3;
    private static final int DAY = 24;

    /** Where the customer answers us soonest, or else writes to us most. */
    record BestChannel(String name, String because) {}

    /** The hours in which most of the customer's own contacts came, on the clock of this zone. */
    record BestTime(String from, String to, ZoneId zone, String because) {}

    /** Nothing where neither can be told. */
    static Optional<Reach> of(List<Touch> touches, ZoneId zone) {
        List<Touch> inOrder = touches.stream().sorted(Comparator.comparing(Touch::at)).toList();
        BestChannel channel = quickest(inOrder).or(() -> mostUsed(inOrder)).orElse(null);
        BestTime time = time(inOrder, zone).orElse(null);
        return channel == null && time == null ? Optional.empty() : Optional.of(new Reach(channel, time));
    }

    private static Optional<BestChannel> quickest(List<Touch> inOrder) {
        return waits(inOrder).entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, List<Duration>> waits) -> median(waits.getValue())))
                .map(waits -> new BestChannel(waits.getKey(), "answers there within " + said(median(waits.getValue()))
                        + " (median of " + waits.getValue().size() + ")"));
    }

    /** How long the customer took for each answer to us, by channel. */
    private static Map<String, List<Duration>> waits(List<Touch> inOrder) {
        Map<String, Instant> asked = new HashMap<>();
        Map<String, List<Duration>> waits = new TreeMap<>();
        for (Touch touch : inOrder) {
            if (!touch.in()) {
                asked.put(touch.channel(), touch.at());
            } else if (asked.containsKey(touch.channel())) {
                waits.computeIfAbsent(touch.channel(), channel -> new ArrayList<>())
                        .add(Duration.between(asked.remove(touch.channel()), touch.at()));
            }
        }
        return waits;
    }

    private static Duration median(List<Duration> waits) {
        return waits.stream().sorted().toList().get((waits.size() - 1) / 2);
    }

    private static String said(Duration wait) {
        if (wait.toMinutes() < 1) {
            return "a minute";
        }
        if (wait.toHours() < 1) {
            return wait.toMinutes() + " min";
        }
        return wait.toDays() < 2 ? wait.toHours() + " h" : wait.toDays() + " days";
    }

    private static Optional<BestChannel> mostUsed(List<Touch> inOrder) {
        Map<String, Long> counts = inOrder.stream().filter(Touch::in)
                .collect(Collectors.groupingBy(Touch::channel, TreeMap::new, Collectors.counting()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream().max(Map.Entry.comparingByValue())
                .map(most -> new BestChannel(most.getKey(),
                        "used for " + most.getValue() + " of " + all + " contacts"));
    }

    private static Optional<BestTime> time(List<Touch> inOrder, ZoneId zone) {
        List<Integer> hours = inOrder.stream().filter(Touch::in).map(touch -> touch.at().atZone(zone).getHour())
                .toList();
        if (hours.size() < FEWEST) {
            return Optional.empty();
        }
        List<Integer> counts = new ArrayList<>();
        for (int hour = 0; hour < DAY; hour++) {
            int from = hour;
            counts.add((int) hours.stream().filter(one -> Math.floorMod(one - from, DAY) < HOURS).count());
        }
        int most = Collections.max(counts);
        LocalTime from = LocalTime.of(counts.indexOf(most), 0);
        LocalTime to = from.plusHours(HOURS);
        return Optional.of(new BestTime(from.toString(), to.toString(), zone,
                most + " of " + hours.size() + " contacts came from " + from
                        + " to " + to));
    }
}
