package contacthub.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given out signed comes back as it was, or not at all. */
class SigningKeyTest {

    private static final SigningKey KEY = new SigningKey(new byte[32]);

    @Test
    void opensWhatItSealed() {
        assertThat(KEY.open("/public/x/", KEY.seal("/public/x/", "a.b"))).contains("a.b");
    }

    @Test
    void opensNothingOfAnotherScopeOrKey() {
        String token = KEY.seal("/public/x/", "a");
        assertThat(KEY.open("/public/y/", token)).isEmpty();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new SigningKey(other).open("/public/x/", token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "a", "a.", ".a", "a.a", "a.\u0000", "a.ы", "a.=", "a.-_"})
    void opensNothingThatIsNoToken(String token) {
        assertThat(KEY.open("/public/x/", token)).isEmpty();
    }

    @Test
    void opensNothingThatWasChanged() {
        String token = KEY.seal("", "abc");
        for (int i = 0; i < token.length(); i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'x' ? 'y' : 'x') + token.substring(i + 1);
            assertThat(KEY.open("", changed)).as(changed).isEmpty();
        }
        assertThat(KEY.open("", token + "A")).isEmpty();
    }
}
