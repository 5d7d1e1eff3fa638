package contacthub.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents.Standing;
import contacthub.notification.preference.PreferenceChannel;

/** Every level of the decision, alone and against the weaker ones. */
class ChannelRuleTest {

    private static final List<PreferenceChannel> SYSTEM = channels("messenger email sms chat call paper");
    private static final List<PreferenceChannel> CRITICAL = channels("sms messenger call email");

    @ParameterizedTest(name = "{index}: {0} {1}, suppressed {2}, consents {3}, wants {4}/{5}/{6}, reachable {7}: {8} by {9}")
    @CsvSource(textBlock = """
            # category, critical, suppressed, consents, for category, in general, segment, reachable, channel, decided by, because of another
            service,    false, -,     -,                 -,           -,               -,     email sms,           email,     system_default,      sms order: email comes first by system_default
            service,    false, -,     -,                 -,           -,               -,     messenger email,     messenger, system_default,      email order: messenger comes first by system_default
            service,    false, -,     -,                 -,           -,               -,     paper,               paper,     system_default,      email reachability: the customer has no address for it
            service,    false, -,     -,                 -,           -,               -,     -,                   -,         reachability,        email reachability: the customer has no address for it
            service,    false, -,     -,                 -,           -,               call,  call email,          call,      segment_default,     email order: call comes first by segment_default
            service,    false, -,     -,                 -,           -,               call,  email,               email,     system_default,      call reachability: the customer has no address for it
            service,    false, -,     -,                 -,           sms,             call,  call sms email,      sms,       channel_preference,  call order: sms comes first by channel_preference
            service,    false, -,     -,                 -,           sms,             call,  call email,          call,      segment_default,     sms reachability: the customer has no address for it
            service,    false, -,     -,                 -,           'sms email',     -,     email,               email,     channel_preference,  sms reachability: the customer has no address for it
            service,    false, -,     -,                 paper,       sms,             call,  paper sms call,      paper,     category_preference, sms order: paper comes first by category_preference
            service,    false, -,     -,                 paper,       sms,             call,  sms call,            sms,       channel_preference,  paper reachability: the customer has no address for it
            service,    false, -,     -,                 'paper sms', email,           -,     sms email,           sms,       category_preference, email order: sms comes first by category_preference
            complaint,  false, -,     -,                 call,        email,           -,     call email,          call,      category_preference, email order: call comes first by category_preference
            complaint,  false, -,     -,                 -,           email,           -,     call email,          email,     channel_preference,  call order: email comes first by channel_preference
            service,    true,  -,     -,                 paper,       email,           call,  sms email paper,     sms,       critical,            email order: sms comes first by critical
            service,    true,  -,     -,                 paper,       paper,           paper, email paper,         email,     critical,            paper order: nobody wants it
            service,    true,  -,     sms-,              paper,       email,           -,     sms call,            call,      critical,            sms consent: withdrawn for service
            service,    true,  sms,   -,                 -,           -,               -,     sms email,           -,         suppression,         email suppression: a channel wanted before it is suppressed
            service,    true,  -,     -,                 -,           -,               -,     paper,               -,         reachability,        paper order: nobody wants it
            service,    false, -,     email-,            -,           email,           -,     email sms,           sms,       system_default,      email consent: withdrawn for service
            service,    false, -,     email-,            -,           -,               -,     email,               -,         reachability,        email consent: withdrawn for service
            service,    false, -,     'messenger- email- sms- chat- call- paper-', -, -, -,   email sms,           -,         consent,             sms consent: withdrawn for service
            complaint,  false, -,     sms-,              sms,         email,           -,     email sms,           email,     channel_preference,  sms consent: withdrawn for complaint
            offer,      false, -,     -,                 -,           email,           -,     email sms,           -,         consent,             email consent: never granted for offer
            offer,      false, -,     email+,            -,           -,               -,     email messenger,     email,     system_default,      messenger consent: never granted for offer
            offer,      false, -,     'email+ sms+',     sms,         email,           -,     email sms,           sms,       category_preference, email order: sms comes first by category_preference
            offer,      false, -,     'email- sms+',     -,           email,           -,     email sms,           sms,       system_default,      email consent: withdrawn for offer
            offer,      false, -,     paper+,            -,           -,               -,     email,               -,         reachability,        paper reachability: the customer has no address for it
            reminder,   false, -,     sms-,              sms,         sms,             sms,   sms,                 -,         consent,             sms consent: withdrawn for reminder
            event_invitation, false, -, messenger+,      -,           email,           -,     email messenger,     messenger, system_default,      email consent: never granted for event_invitation
            service,    false, email, -,                 -,           email,           -,     email sms,           -,         suppression,         email suppression: address-unknown
            service,    false, email, -,                 -,           'sms email',     -,     email sms,           sms,       channel_preference,  email suppression: address-unknown
            service,    false, email, -,                 -,           'call email sms', -,    email sms,           -,         suppression,         sms suppression: a channel wanted before it is suppressed
            offer,      false, email, 'email+ sms+',     -,           email,           sms,   email sms,           -,         suppression,         sms suppression: a channel wanted before it is suppressed
            offer,      false, email, 'email- sms+',     sms,         -,               -,     email sms,           sms,       category_preference, email suppression: address-unknown
            """)
    void decides(String category, boolean critical, String suppressed, String consents, String forCategory,
            String general, String segment, String reachable, String channel, String decidedBy, String because) {
        Decision decision = ChannelRule.decide(new Situation(Category.named(category).orElseThrow(), critical,
                channels(suppressed).stream().collect(Collectors.toMap(one -> one, one -> "address-unknown")),
                consents(consents), orders(forCategory, general, segment), Set.copyOf(channels(reachable))));

        assertThat(decision.channel()).isEqualTo(PreferenceChannel.named(channel).orElse(null));
        assertThat(decision.decidedBy().word()).isEqualTo(decidedBy);
        String[] other = because.split(" ", 2);
        assertThat(decision.rejected())
                .contains(new Decision.Rejection(PreferenceChannel.named(other[0]).orElseThrow(), other[1]));
        assertThat(answered(decision)).containsExactlyInAnyOrder(PreferenceChannel.values());
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
