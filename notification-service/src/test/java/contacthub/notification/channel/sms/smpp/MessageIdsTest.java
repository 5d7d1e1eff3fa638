package contacthub.notification.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of one message are found alike, however an SMSC writes them. */
class MessageIdsTest {

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
