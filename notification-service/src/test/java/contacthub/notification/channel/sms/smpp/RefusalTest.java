package contacthub.notification.channel.sms.smpp;

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

    @ParameterizedTest
    @CsvSource({ "SAME,00AB12,ab12", "SAME,0,0", "SAME,Id-7,id-7", "HEX_THEN_DECIMAL,1A2B,6699",
            "DECIMAL_THEN_HEX,6699,6699", "HEX_THEN_DECIMAL,msg-1,msg-1"})
    void spellsIdsOfAnswers(MessageIds ids, String written, String spelled) {
        assertThat(ids.answered(written)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource({ "SAME,ab12,ab12", "HEX_THEN_DECIMAL,0000006699,6699", "DECIMAL_THEN_HEX,1a2b,6699"})
    void spellsIdsOfReceipts(MessageIds ids, String written, String spelled) {
        assertThat(ids.reported(written)).isEqualTo(spelled);
    }
}
