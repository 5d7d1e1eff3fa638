package contacthub.contact.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import contacthub.contact.customer.Reach.BestChannel;
import contacthub.contact.customer.Reach.BestTime;
import contacthub.contact.timeline.Touches.Touch;

class ReachTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static Touch in(String at, String channel) {
        return new Touch(Instant.parse(at), channel, true);
    }

    private static Touch out(String at, String channel) {
        return new Touch(Instant.parse(at), channel, false);
    }

    @Test
    void prefersTheChannelWithTheQuickestAnswersOverTheMostUsed() {
        List<Touch> touches = new ArrayList<>(List.of(
                in("2026-03-01T09:00:00Z", "email"), out("2026-03-01T10:00:00Z", "email"),
                in("2026-03-03T10:00:00Z", "email"), in("2026-03-04T10:00:00Z", "email"),
                out("2026-03-05T10:00:00Z", "telegram"), in("2026-03-05T10:04:00Z", "telegram"),
                out("2026-03-05T11:00:00Z", "telegram"), out("2026-03-05T11:10:00Z", "telegram"),
                in("2026-03-05T11:15:00Z", "telegram")));
        Collections.shuffle(touches, new Random(1));
        assertThat(Reach.of(touches, MOSCOW)).get().extracting(Reach::channel)
                .isEqualTo(new BestChannel("telegram", "answers there within 4 min (median of 2)"));
    }

    @Test
    void takesTheMostUsedChannelWhereNothingWasAnswered() {
        assertThat(Reach.of(List.of(in("2026-03-01T09:00:00Z", "vk"), in("2026-03-02T09:00:00Z", "vk"),
                in("2026-03-02T09:00:00Z", "email")), MOSCOW)).get().extracting(Reach::channel)
                .isEqualTo(new BestChannel("vk", "used for 2 of 3 contacts"));
    }

    @Test
    void findsTheHoursOfMostContactsAlsoAroundMidnight() {
        assertThat(Reach.of(List.of(in("2026-03-01T20:10:00Z", "vk"), in("2026-03-02T22:10:00Z", "vk"),
                in("2026-03-03T21:10:00Z", "vk"), in("2026-03-04T09:10:00Z", "vk")), MOSCOW)).get()
                .extracting(Reach::time).isEqualTo(new BestTime("23:00", "02:00", MOSCOW,
                        "3 of 4 contacts came from 23:00 to 02:00"));
    }

    @Test
    void saysNothingWhereTooLittleIsKnown() {
        assertThat(Reach.of(List.of(out("2026-03-01T09:00:00Z", "email")), MOSCOW)).isEmpty();
        assertThat(Reach.of(List.of(in("2026-03-01T09:00:00Z", "email"), in("2026-03-01T09:00:00Z", "email")), MOSCOW))
                .get().extracting(Reach::time).isNull();
    }
}
