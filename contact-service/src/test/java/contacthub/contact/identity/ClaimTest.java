package contacthub.contact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.contracts.Profile;

class ClaimTest {

    private static Claim claim(Profile profile, String language, String at) {
        return new Claim(UUID.randomUUID(), List.of(), profile, language, Instant.parse(at), Instant.parse(at));
    }

    @Test
    void isCompletedByALaterOneButNotChanged() {
        Claim first = claim(new Profile(null, "Anna", null, 1980, null, null), null, "2026-03-01T10:00:00Z");
        Claim later = claim(new Profile("Ivanova", "Anya", null, null, "Shop", null), "ru", "2026-03-02T10:00:00Z");
        Claim both = first.completedBy(later);
        assertThat(both.profile()).isEqualTo(new Profile("Ivanova", "Anna", null, 1980, "Shop", null));
        assertThat(both.language()).isEqualTo("ru");
        assertThat(both.at()).isEqualTo(first.at());
    }

    @Test
    void takesTheProfileOfALaterOneWhereItHasNone() {
        Profile profile = new Profile("Ivanova", null, null, null, null, null);
        Claim both = claim(null, "en", "2026-03-01T10:00:00Z")
                .completedBy(claim(profile, "ru", "2026-03-02T10:00:00Z"));
        assertThat(both.profile()).isEqualTo(profile);
        assertThat(both.language()).isEqualTo("en");
    }
}
