package contacthub.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.notification.preference.Habits.Habit;
import contacthub.notification.preference.Learned.Proposal;

/** What habits suggest, and what they do not. Hours of UTC, three less than in Moscow. */
class LearnedTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            messenger:telegram@9*4                                  | -
            messenger:telegram@9*5                                  | channels messenger
            messenger:telegram@9*5 email@9*3                        | -
            messenger:telegram@3*2 messenger:vk@9*3                 | channels
            email@3*3 email@12*3 email@20*3                         | channels
            email@15*8 email@3*2                                    | channels quiet_hours
            email@15*4 email@18*4 email@20*2                        | channels quiet_hours
            email@15*7 email@3*3                                    | channels
            email@20*5 email@21*5                                   | channels quiet_hours
            sms@15*9                                                | channels
            """)
    void proposesWhatMostContactsSay(String habits, String proposed) {
        assertThat(learned(habits, new Preferences())).extracting(Proposal::wish)
                .containsExactlyElementsOf(proposed == null ? List.of() : Arrays.asList(proposed.split(" ")));
    }

    @Test
    void leavesInPeaceOutsideOfUsualHours() {
        Proposal hours = learned("email@20*5 email@21*5", new Preferences()).get(1);
        assertThat(hours.value()).contains("\"mon\":[[\"01:00\",\"23:00\"]]");
        assertThat(hours.because()).isEqualTo("10 of 10 contacts by email came between 23:00 and 01:00");
    }

    @Test
    void proposesNothingThatIsWishedAlready() {
        Preferences preferences = new Preferences();
        preferences.orders.put(Preferences.GENERAL, new String[]{ "messenger"});
        preferences.messenger = "telegram";
        preferences.quietHours = "{}";
        assertThat(learned("messenger:telegram@15*20", preferences)).isEmpty();
    }

    @Test
    void putsNewChannelBeforeOthers() {
        Preferences preferences = new Preferences();
        preferences.orders.put(Preferences.GENERAL, new String[]{ "sms", "email"});
        assertThat(learned("email@9*5", preferences).get(0).value()).isEqualTo("{\"channels\":[\"email\",\"sms\"]}");
    }

    private static List<Proposal> learned(String habits, Preferences preferences) {
        List<Habit> all = new ArrayList<>();
        for (String one : habits.split(" ")) {
            String[] parts = one.split("[@*]");
            String[] channel = parts[0].split(":");
            all.add(new Habit(PreferenceChannel.named(channel[0]).orElseThrow(),
                    channel.length > 1 ? channel[1] : "", Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
        }
        return new Learned(all, preferences).proposals(ZONE, NOW);
    }
}
