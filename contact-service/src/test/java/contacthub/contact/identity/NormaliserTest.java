package contacthub.contact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contracts.Address;

class NormaliserTest {

    private final Normaliser normaliser = new Normaliser("RU",
            Optional.of(List.of("shop@*", "phone:+74950000001")));

    @ParameterizedTest
    @CsvSource(textBlock = """
            phone,    8 (916) 123-45-67,     +79161234567
            phone,    +7 916 123 45 67,      +79161234567
            phone,    ８９１６１２３４５６７,  +79161234567
            phone,    +44 20 7946 0958,      +442079460958
            phone,    ٨٩١٦١٢٣٤٥٦٧,           +79161234567
            phone,    +7 (916) 123-45-67 доб. 12, +79161234567
            phone,    +1-800-FLOWERS,        +18003569377
            phone,    +7 777 777-77-77,      +77777777777
            email,    Anna@Example.COM,      anna@example.com
            email,    ivan@почта.рф,         ivan@xn--80a1acny.xn--p1ai
            email,    иван@почта.рф,         иван@xn--80a1acny.xn--p1ai
            email,    ａｎｎａ＠example.com,   anna@example.com
            email,    "anna"@example.com,  anna@example.com
            email,    "an na"@example.com, "an na"@example.com
            telegram, @Ann,                  @ann
            external, shop/42,               shop/42
            """)
    void spellsAddressesOneWay(String type, String written, String spelled) {
        assertThat(normaliser.normalise(Address.of(type, written))).map(NormalAddress::value).contains(spelled);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            phone, 000-00-00
            phone, +7 (000) 000-00-00
            phone, +7 (111) 111-11-11
            phone, 8 495 000-00-01
            email, SHOP@example.com
            email, anna@example.com@example.com
            email, anna@-example.com
            email, anna@127.0.0.1
            phone, 0
            phone, not a phone
            email, null
            email, test@test.com
            email, nobody
            web,   anonymous
            web,   -1
            fax,   123
            """)
    void knowsValuesThatStandForNobody(String type, String written) {
        assertThat(normaliser.normalise(Address.of(type, written))).isEmpty();
    }

    @Test
    void knowsNobodyByWhatIsTooLongOnceSpelled() {
        assertThat(normaliser.normalise(Address.of("web", "\uFDFA".repeat(100)))).isEmpty();
    }

    @Test
    void putsTheStrongestAddressFirst() {
        var addresses = normaliser.normalise(List.of(Address.of("web", "v1"), Address.of("phone", "+79161234567"),
                Address.of("telegram", "5"), Address.of("external", "shop/1"), Address.of("email", "a@b.cc")));
        assertThat(addresses).extracting(NormalAddress::type).containsExactly("external", "email", "phone", "telegram",
                "web");
    }
}
