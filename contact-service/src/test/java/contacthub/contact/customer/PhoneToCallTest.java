package contacthub.contact.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class PhoneToCallTest {

    private static ShownAddress phone(String value, String kind, boolean unlikely) {
        return new ShownAddress("phone", value, null, kind, List.of(), List.of(), unlikely);
    }

    private static String chosen(ShownAddress... addresses) {
        return PhoneToCall.of(List.of(addresses)).orElseThrow().value();
    }

    @Test
    void prefersPhoneThatIsCarriedAlong() {
        assertThat(
                chosen(phone("home", "fixed", false), phone("desk", "work", false), phone("pocket", "mobile", false)))
                .isEqualTo("pocket");
        assertThat(chosen(phone("home", "fixed", false), phone("desk", "work", false))).isEqualTo("desk");
        assertThat(chosen(phone("first", "mobile", false), phone("second", "mobile", false))).isEqualTo("first");
    }

    @Test
    void callsHomeOfSomebodyYoungOnlyWhereThereIsNothingElse() {
        assertThat(chosen(phone("home", "fixed", true), phone("net", "voip", false))).isEqualTo("net");
        assertThat(PhoneToCall.of(List.of(phone("home", "fixed", true)))).hasValueSatisfying(only -> assertThat(
                only.because()).isEqualTo("the only phone known (fixed), though unlikely to be answered"));
    }

    @Test
    void namesNoneWhereThereIsNone() {
        assertThat(PhoneToCall.of(List.of(new ShownAddress("email", "a@b.example", null, null, List.of(), List.of(),
                false)))).isEmpty();
    }
}
