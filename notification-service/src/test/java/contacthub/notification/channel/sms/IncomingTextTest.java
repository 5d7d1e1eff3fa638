package contacthub.notification.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what customers send is read. */
class IncomingTextTest {

    @ParameterizedTest
    @CsvSource({ "0, 4100201b65, A@ €", "0, 1b41, A", "1, 53544f50, STOP", "3, dc62e9, Übé", "6, c1c2bebf, СТОП",
            "8, 04210422041e041f, СТОП", "8, d83dde00, 😀", "8, d83d, �", "0, 00, @", "8, 0000, �", "4, 41ff, Aÿ",
            "240, 00, @", "245, 41, A", "24, 0421, С", "16, 00, @"})
    void readsByCoding(int coding, String hex, String text) {
        assertThat(IncomingText.of(coding, HexFormat.of().parseHex(hex))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({ "0500030a030241, 10, 3, 2", "0608041234020141, 4660, 2, 1", "0a22010005000304020141, , ,",
            "0800035502010102ff41, 85, 2, 1", "070102ff0003070201, , , ", "0500030a030441, , ,",
            "0500030a010141, , ,"})
    void findsThePlaceInTheHeader(String hex, Integer reference, Integer total, Integer number) {
        assertThat(IncomingPart.withHeader("+1", "2", 0, HexFormat.of().parseHex(hex)).place())
                .isEqualTo(reference == null
                        ? Optional.empty()
                        : Optional.of(new IncomingPart.Place(reference, total, number)));
    }

    @Test
    void leavesAHeaderThatIsNoneInTheText() {
        byte[] octets = HexFormat.of().parseHex("ff41");
        assertThat(IncomingPart.withHeader("+1", "2", 0, octets).octets()).isEqualTo(octets);
        assertThat(IncomingPart.withHeader("+1", "2", 0, new byte[0]).octets()).isEmpty();
    }
}
