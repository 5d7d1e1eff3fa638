package contacthub.notification.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.notification.channel.Outcome;

/** How we read what an SMSC answers. */
class RefusalTest {

    @ParameterizedTest
    @ValueSource(ints = { 0x58, 0x14, 0x64, 0x08, 0x04})
    void triesAgain(int status) {
        assertThat(Refusal.of(status)).isInstanceOf(Outcome.TransientFailure.class);
    }

    @ParameterizedTest
    @CsvSource({ "0x0b,address-unknown", "0x50,address-unknown", "0x51,address-unknown", "0x0a,rejected",
            "0x01,rejected", "0x45,rejected", "0xff,rejected", "0x400,rejected"})
    void givesUp(String status, String reason) {
        assertThat(Refusal.of(Integer.decode(status))).isEqualTo(new Outcome.PermanentFailure(reason,
                "the SMSC answered 0x%08x".formatted(Integer.decode(status))));
    }
}
