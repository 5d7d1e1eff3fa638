package contacthub.notification.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How receipts are read, whoever wrote them. */
class ReceiptTextTest {

    @ParameterizedTest
    @CsvSource({
            "id:0123456789 sub:001 dlvrd:001 submit date:2601010900 done date:2601010901 stat:DELIVRD err:000 text:Hi,0123456789,DELIVERED,",
            "id: a1B2 stat: UNDELIV err: 001,a1B2,UNDELIVERABLE,1", "ID:7 Stat:expired Err:0x1,7,EXPIRED,x1",
            "id:9 stat:REJECTD err:042 text:id:8 stat:DELIVRD,9,REJECTED,42", "id:9 stat:ACCEPTD,9,ON_ITS_WAY,",
            "id:9 stat:ENROUTE err:000,9,ON_ITS_WAY,", "id:9 stat:UNKNOWN,9,ON_ITS_WAY,",
            "id:9 stat:DELETED,9,REJECTED,", "whatever,,ON_ITS_WAY,"})
    void readsEveryForm(String text, String id, Status status, String error) {
        ReceiptText read = ReceiptText.of(text);
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({ "DELIVERED,1,", "UNDELIVERABLE,1,address-unknown", "REJECTED,1,address-unknown", "EXPIRED,1,gave-up",
            "UNDELIVERABLE,6,undelivered", "REJECTED,,rejected", "ON_ITS_WAY,1,"})
    void blamesTheAddressByTheError(Status status, String error, String reason) {
        assertThat(status.reason(error, Set.of("1"))).isEqualTo(reason);
    }

    @Test
    void knowsStatesByNumber() {
        assertThat(Status.of(2)).isEqualTo(Status.DELIVERED);
        assertThat(Status.of(3)).isEqualTo(Status.EXPIRED);
        assertThat(Status.of(5)).isEqualTo(Status.UNDELIVERABLE);
        assertThat(Status.of(8)).isEqualTo(Status.REJECTED);
        assertThat(Status.of(6)).isEqualTo(Status.ON_ITS_WAY);
    }
}
