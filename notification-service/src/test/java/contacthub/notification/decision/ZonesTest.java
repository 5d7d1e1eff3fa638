package contacthub.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contracts.Address;

/** Where customers are taken to be: never in the first of several zones of a mobile. */
class ZonesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,          -,                         Europe/Moscow,    ours; nothing tells the customer's
            Asia/Omsk,  -,                         Asia/Omsk,        the customer says so
            Asia/Omsk,  +74232220000,              Asia/Omsk,        the customer says so
            -,          +79161234567,              Europe/Moscow,    ours; the customer's phone can be in several
            -,          +74232220000,              Asia/Vladivostok, from the phone number
            -,          +79161234567 +74232220000, Asia/Vladivostok, from the phone number
            -,          +493012345678,             Europe/Berlin,    from the phone number
            -,          +12125550123,              America/New_York, from the phone number
            -,          nonsense,                  Europe/Moscow,    ours; the customer's phone can be in several
            """)
    void takesWhatIsKnown(ZoneId said, String phones, ZoneId zone, String because) {
        List<Address> addresses = phones == null
                ? List.of()
                : Arrays.stream(phones.split(" ")).map(phone -> Address.of("phone", phone)).toList();
        assertThat(Zones.of(Optional.ofNullable(said), addresses, ZoneId.of("Europe/Moscow"),
                Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo(new Zones.Known(zone, because));
    }
}
