package contacthub.segment.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from the dealings of a customer, on both sides of every bound. */
class DealingsTest {

    private static final Instant FIRST = Instant.parse("2025-01-01T10:00:00Z");
    private static final Dealings.Bounds BOUNDS = new Dealings.Bounds(365, 4);

    @ParameterizedTest
    @CsvSource({ "364, 3, 0, false, one_off_buyer", "364, 3, 1, false, seeker", "365, 4, 0, false, loyal",
            "365, 1, 2, false, exploiter", "365, 1, 2, true, deal_client", "364, 4, 4, true, deal_client",
            "365, 4, 0, true, relationship_client"})
    void tellsTheType(long days, long purchaseDays, long contacts, boolean company, String type) {
        var dealings = new Dealings(FIRST, FIRST.plus(Duration.ofDays(days)), purchaseDays, contacts, company);
        assertThat(dealings.computed(BOUNDS).type()).isEqualTo(type);
    }

    @Test
    void showsTheNumbersThatDecided() {
        var dealings = new Dealings(FIRST, FIRST.plus(Duration.ofDays(400)), 3, 2, false);
        assertThat(dealings.computed(BOUNDS).because()).containsExactly(
                "long: 400 days between first and latest purchase, long from 365",
                "close: 3 purchase days and 2 contacts since a year before the latest purchase, close from 4",
                "no company is known");
    }

    @Test
    void saysNothingBeforeTheFirstPurchase() {
        assertThat(new Dealings(null, null, 0, 9, false).computed(BOUNDS).type()).isNull();
    }
}
