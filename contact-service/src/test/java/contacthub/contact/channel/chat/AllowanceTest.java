package contacthub.contact.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class AllowanceTest {

    private Instant now = Instant.EPOCH;
    private final Allowance three = new Allowance(new Clock() {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }, 3);

    private int taken() {
        int taken = 0;
        while (three.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void allowsAsManyAtOnceAndAsManyAgainAMinuteLater() {
        assertThat(taken()).isEqualTo(3);
        now = now.plusSeconds(20);
        assertThat(taken()).isEqualTo(1);
        now = now.plusSeconds(3_600);
        assertThat(taken()).isEqualTo(3);
    }

    @Test
    void takesNothingBackWhenTheClockIsSetBack() {
        assertThat(taken()).isEqualTo(3);
        now = now.minusSeconds(60);
        assertThat(three.take()).isFalse();
    }
}
