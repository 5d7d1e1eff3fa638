package contacthub.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents.Standing;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.QuietHours;

/** Every level of the decision, alone and against the weaker ones. */
class ChannelRuleTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final List<PreferenceChannel> SYSTEM = channels("messenger email sms chat call paper");
    private static final List<PreferenceChannel> CRITICAL = channels("sms messenger call email");

    @ParameterizedTest(name = "{index}: {0} {1}, suppressed {2}, consents {3}, wants {4}/{5}/{6}, reachable {7}, at {8} after {9}: {10} by {11} from {12}")
    @CsvSource(textBlock = """
            # category, critical, suppressed, consents, for category, in general, segment, reachable, hour, counted, channel, decided by, not before, because of another
            service, false, -, -, -, -, -, email sms, 12:00, -, email, system_default, -, sms order: email comes first by system_default
            service, false, -, -, -, -, -, messenger email, 12:00, -, messenger, system_default, -, email order: messenger comes first by system_default
            service, false, -, -, -, -, -, paper, 12:00, -, paper, system_default, -, email reachability: the customer has no address for it
            service, false, -, -, -, -, -, -, 12:00, -, -, reachability, -, email reachability: the customer has no address for it
            service, false, -, -, -, -, call, call email, 12:00, -, call, segment_default, -, email order: call comes first by segment_default
            service, false, -, -, -, -, call, email, 12:00, -, email, system_default, -, call reachability: the customer has no address for it
            service, false, -, -, -, sms, call, call sms email, 12:00, -, sms, channel_preference, -, call order: sms comes first by channel_preference
            service, false, -, -, -, sms, call, call email, 12:00, -, call, segment_default, -, sms reachability: the customer has no address for it
            service, false, -, -, -, 'sms email', -, email, 12:00, -, email, channel_preference, -, sms reachability: the customer has no address for it
            service, false, -, -, paper, sms, call, paper sms call, 12:00, -, paper, category_preference, -, sms order: paper comes first by category_preference
            service, false, -, -, paper, sms, call, sms call, 12:00, -, sms, channel_preference, -, paper reachability: the customer has no address for it
            service, false, -, -, 'paper sms', email, -, sms email, 12:00, -, sms, category_preference, -, email order: sms comes first by category_preference
            complaint, false, -, -, call, email, -, call email, 12:00, -, call, category_preference, -, email order: call comes first by category_preference
            complaint, false, -, -, -, email, -, call email, 12:00, -, email, channel_preference, -, call order: email comes first by channel_preference
            service, true, -, -, paper, email, call, sms email paper, 12:00, -, sms, critical, -, email order: sms comes first by critical
            service, true, -, -, paper, paper, paper, email paper, 12:00, -, email, critical, -, paper order: nobody wants it
            service, true, -, sms-, paper, email, -, sms call, 12:00, -, call, critical, -, sms consent: withdrawn for service
            service, true, sms, -, -, -, -, sms email, 12:00, -, -, suppression, -, email suppression: a channel wanted before it is suppressed
            service, true, -, -, -, -, -, paper, 12:00, -, -, reachability, -, paper order: nobody wants it
            service, false, -, email-, -, email, -, email sms, 12:00, -, sms, system_default, -, email consent: withdrawn for service
            service, false, -, email-, -, -, -, email, 12:00, -, -, reachability, -, email consent: withdrawn for service
            service, false, -, 'messenger- email- sms- chat- call- paper-', -, -, -, email sms, 12:00, -, -, consent, -, sms consent: withdrawn for service
            complaint, false, -, sms-, sms, email, -, email sms, 12:00, -, email, channel_preference, -, sms consent: withdrawn for complaint
            offer, false, -, -, -, email, -, email sms, 12:00, -, -, consent, -, email consent: never granted for offer
            offer, false, -, email+, -, -, -, email messenger, 12:00, -, email, system_default, -, messenger consent: never granted for offer
            offer, false, -, 'email+ sms+', sms, email, -, email sms, 12:00, -, sms, category_preference, -, email order: sms comes first by category_preference
            offer, false, -, 'email- sms+', -, email, -, email sms, 12:00, -, sms, system_default, -, email consent: withdrawn for offer
            offer, false, -, paper+, -, -, -, email, 12:00, -, -, reachability, -, paper reachability: the customer has no address for it
            reminder, false, -, sms-, sms, sms, sms, sms, 12:00, -, -, consent, -, sms consent: withdrawn for reminder
            event_invitation, false, -, messenger+, -, email, -, email messenger, 12:00, -, messenger, system_default, -, email consent: never granted for event_invitation
            service, false, email, -, -, email, -, email sms, 12:00, -, -, suppression, -, email suppression: address-unknown
            service, false, email, -, -, 'sms email', -, email sms, 12:00, -, sms, channel_preference, -, email suppression: address-unknown
            service, false, email, -, -, 'call email sms', -, email sms, 12:00, -, -, suppression, -, sms suppression: a channel wanted before it is suppressed
            offer, false, email, 'email+ sms+', -, email, sms, email sms, 12:00, -, -, suppression, -, sms suppression: a channel wanted before it is suppressed
            offer, false, email, 'email- sms+', sms, -, -, email sms, 12:00, -, sms, category_preference, -, email suppression: address-unknown
            service, false, -, -, -, email, -, email sms, 21:59, -, email, channel_preference, -, sms order: email comes first by channel_preference
            service, false, -, -, -, email, -, email sms, 22:00, -, email, channel_preference, +08:00, sms order: email comes first by channel_preference
            service, false, -, -, -, email, -, email sms, 07:59, -, email, channel_preference, 08:00, sms order: email comes first by channel_preference
            service, false, -, -, -, email, -, email sms, 08:00, -, email, channel_preference, -, sms order: email comes first by channel_preference
            service, false, -, -, -, -, -, sms, 00:00, -, sms, system_default, 08:00, email reachability: the customer has no address for it
            service, false, -, -, -, -, call, call sms, 23:30, -, call, segment_default, +08:00, sms order: call comes first by segment_default
            service, false, -, -, paper, -, -, paper sms, 23:30, -, paper, category_preference, -, sms order: paper comes first by category_preference
            service, false, -, -, chat, -, -, chat sms, 03:00, -, chat, category_preference, -, sms order: chat comes first by category_preference
            service, true, -, -, -, email, -, sms email, 03:00, -, sms, critical, -, email order: sms comes first by critical
            service, true, -, sms-, -, email, -, sms call, 23:59, -, call, critical, -, sms consent: withdrawn for service
            service, true, sms, -, -, -, -, sms email, 23:00, -, -, suppression, -, sms suppression: address-unknown
            complaint, false, -, -, call, -, -, call email, 06:00, -, call, category_preference, 08:00, email order: call comes first by category_preference
            offer, false, -, email+, -, email, -, email sms, 23:00, -, email, channel_preference, +08:00, sms consent: never granted for offer
            offer, false, -, -, -, email, -, email sms, 23:00, -, -, consent, -, email consent: never granted for offer
            offer, false, email, email+, -, email, -, email, 23:00, -, -, suppression, -, email suppression: address-unknown
            reminder, false, -, sms+, sms, -, -, email, 07:00, -, -, reachability, -, email consent: never granted for reminder
            reminder, false, -, 'sms+ email+', sms, -, -, email, 07:00, -, email, system_default, 08:00, sms reachability: the customer has no address for it
            offer, false, -, email+, -, email, -, email sms, 12:00, 'offer 0', email, channel_preference, -, sms consent: never granted for offer
            offer, false, -, email+, -, email, -, email sms, 12:00, 'offer 1', -, frequency_cap, -, email frequency_cap: at most 1 of category offer a day; 2026-11-23 is full
            offer, false, -, 'email+ sms+', -, email, -, email sms, 12:00, 'offer 1', -, frequency_cap, -, sms frequency_cap: at most 1 of category offer a day; 2026-11-23 is full
            offer, false, -, email+, -, email, -, email, 21:59, 'offer 1', -, frequency_cap, -, email frequency_cap: at most 1 of category offer a day; 2026-11-23 is full
            offer, false, -, email+, -, email, -, email, 22:00, 'offer 1', email, channel_preference, +08:00, sms consent: never granted for offer
            offer, false, -, email+, -, email, -, email, 22:00, '+offer 1', -, frequency_cap, -, email frequency_cap: at most 1 of category offer a day; 2026-11-24 is full
            offer, false, -, email+, -, email, -, email, 07:59, 'offer 1', -, frequency_cap, -, email frequency_cap: at most 1 of category offer a day; 2026-11-23 is full
            offer, false, -, email+, -, email, -, email, 12:00, '+offer 1', email, channel_preference, -, sms consent: never granted for offer
            reminder, false, -, email+, -, email, -, email, 12:00, 'reminder 2', email, channel_preference, -, sms consent: never granted for reminder
            reminder, false, -, email+, -, email, -, email, 12:00, 'reminder 3', -, frequency_cap, -, sms consent: never granted for reminder
            reminder, false, -, email+, -, email, -, email, 12:00, 'offer 1 reminder 2 service 2', -, frequency_cap, -, email frequency_cap: at most 5 in all a day; 2026-11-23 is full
            service, false, -, -, -, email, -, email, 12:00, 'service 4', email, channel_preference, -, sms reachability: the customer has no address for it
            service, false, -, -, -, email, -, email, 12:00, 'service 5', -, frequency_cap, -, email frequency_cap: at most 5 in all a day; 2026-11-23 is full
            service, true, -, -, -, email, -, email, 12:00, 'service 9', email, critical, -, sms reachability: the customer has no address for it
            complaint, false, -, -, -, email, -, email, 12:00, 'offer 1 service 4', -, frequency_cap, -, sms reachability: the customer has no address for it
            event_invitation, false, -, messenger+, -, -, -, messenger, 12:00, 'event_invitation 1', -, frequency_cap, -, sms consent: never granted for event_invitation
            event_invitation, false, -, 'messenger- email+', -, -, -, 'email messenger', 23:00, '+service 4', email, system_default, +08:00, messenger consent: withdrawn for event_invitation
            """)
    void decides(String category, boolean critical, String suppressed, String consents, String forCategory,
            String general, String segment, String reachable, String hour, String counted, String channel,
            String decidedBy, String notBefore, String because) {
        Decision decision = ChannelRule.decide(new Situation(Category.named(category).orElseThrow(), critical,
                moment(hour),
                channels(suppressed).stream().collect(Collectors.toMap(one -> one, one -> "address-unknown")),
                consents(consents), orders(forCategory, general, segment), Set.copyOf(channels(reachable)), Map.of(),
                new Hours(QuietHours.daily("22:00-08:00"), ZONE, "tried"), caps(counted)));

        assertThat(decision.channel()).isEqualTo(PreferenceChannel.named(channel).orElse(null));
        assertThat(decision.decidedBy().word()).isEqualTo(decidedBy);
        assertThat(decision.hold().map(Hold::until))
                .isEqualTo(notBefore.equals("-") ? Optional.empty() : Optional.of(moment(notBefore)));
        String[] other = because.split(" ", 2);
        assertThat(decision.rejected())
                .contains(new Decision.Rejection(PreferenceChannel.named(other[0]).orElseThrow(), other[1]));
        assertThat(answered(decision)).containsExactlyInAnyOrder(PreferenceChannel.values());
    }

    /** On the day of the table, or with a plus on the next. */
    private static Instant moment(String hour) {
        LocalDate day = hour.startsWith("+") ? TODAY.plusDays(1) : TODAY;
        return day.atTime(LocalTime.parse(hour.replace("+", ""))).atZone(ZONE).toInstant();
    }

    private static Caps caps(String counted) {
        Map<LocalDate, Map<String, Integer>> days = new HashMap<>();
        Matcher one = Pattern.compile("(\\+?)(\\w+) (\\d+)").matcher(counted);
        while (one.find()) {
            days.computeIfAbsent(one.group(1).isEmpty() ? TODAY : TODAY.plusDays(1), day -> new HashMap<>())
                    .put(one.group(2), Integer.valueOf(one.group(3)));
        }
        return new Caps(Map.of(Category.OFFER, 1, Category.EVENT_INVITATION, 1, Category.REMINDER, 3), 5, days);
    }

    /** Every channel is either taken or rejected. */
    private static Set<PreferenceChannel> answered(Decision decision) {
        Set<PreferenceChannel> answered = decision.rejected().stream().map(Decision.Rejection::channel)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (decision.channel() != null) {
            assertThat(answered.add(decision.channel())).isTrue();
        }
        return answered;
    }

    private static Map<Level, List<PreferenceChannel>> orders(String forCategory, String general, String segment) {
        Map<Level, List<PreferenceChannel>> orders = new EnumMap<>(Level.class);
        orders.put(Level.CRITICAL, CRITICAL);
        orders.put(Level.CATEGORY_PREFERENCE, channels(forCategory));
        orders.put(Level.CHANNEL_PREFERENCE, channels(general));
        orders.put(Level.SEGMENT_DEFAULT, channels(segment));
        orders.put(Level.SYSTEM_DEFAULT, SYSTEM);
        return orders;
    }

    private static Map<PreferenceChannel, Standing> consents(String text) {
        Map<PreferenceChannel, Standing> consents = new HashMap<>();
        for (String one : text.equals("-") ? new String[0] : text.split(" ")) {
            consents.put(PreferenceChannel.named(one.substring(0, one.length() - 1)).orElseThrow(),
                    one.endsWith("+") ? Standing.GRANTED : Standing.WITHDRAWN);
        }
        return consents;
    }

    private static List<PreferenceChannel> channels(String text) {
        return text.equals("-")
                ? List.of()
                : Arrays.stream(text.split(" ")).map(name -> PreferenceChannel.named(name).orElseThrow()).toList();
    }
}
