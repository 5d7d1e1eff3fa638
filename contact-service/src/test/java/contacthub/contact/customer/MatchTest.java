package contacthub.contact.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class MatchTest {

    private static Match match(int rank, String at, int customer) {
        return new Match(rank, Instant.parse(at), new UUID(0, customer), "x");
    }

    @Test
    void putsAddressesFirstAndTheLatestWordsBeforeEarlier() {
        Match address = match(Match.ADDRESS, "1970-01-01T00:00:00Z", 1);
        Match name = match(Match.NAME, "1970-01-01T00:00:00Z", 2);
        Match late = match(Match.TEXT, "2026-02-01T00:00:00Z", 3);
        Match early = match(Match.TEXT, "2026-01-01T00:00:00Z", 4);
        assertThat(Stream.of(early, name, late, address, Match.FIRST).sorted()).containsExactly(Match.FIRST, address,
                name,
                late, early);
    }

    @Test
    void readsItsCursorBackAndNoOther() {
        Match match = match(Match.TEXT, "2026-01-01T00:00:00.000001Z", 4);
        assertThat(Match.after(match.cursor())).isEqualByComparingTo(match);
        assertThatThrownBy(() -> Match.after("MXx4")).hasMessageContaining("page[after]");
        assertThatThrownBy(() -> Match.after("%")).hasMessageContaining("page[after]");
    }
}
