package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every customer with a purchase has exactly one place in the matrix, and a reason that can be read. */
class ActivityMatrixTest {

    private static final ActivityMatrix MATRIX = ShippedRule.scoring2().matrix();

    @ParameterizedTest
    @CsvSource({
            "0,1,newcomer", "59,1,newcomer", "60,1,one_time", "179,1,one_time", "180,1,lost",
            "0,2,growing", "0,4,growing", "59,3,growing", "60,2,growing", "179,4,growing", "180,2,lost",
            "0,5,vip", "59,100,vip", "60,5,vip", "179,5,vip", "180,5,lost", "10000,3000000000,lost",
            "9999999999,1,lost"})
    void placesByRecencyAndPurchases(long recencyDays, long purchaseDays, String group) {
        assertThat(MATRIX.place(recencyDays, purchaseDays).group()).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "0|1|Bought on 1 day, last today: 1 day and less than 60 days ago is newcomer.",
            "61|3|Bought on 3 days, last 61 days ago: 2 to 4 days and 60 to 179 days ago is growing.",
            "181|7|Bought on 7 days, last 181 days ago: 5 days or more and 180 days ago or longer is lost.",
            "1|6|Bought on 6 days, last 1 day ago: 5 days or more and less than 60 days ago is vip."})
    void saysWhy(long recencyDays, long purchaseDays, String because) {
        assertThat(MATRIX.place(recencyDays, purchaseDays).because()).isEqualTo(because);
    }

    @Test
    void givesDecidingNumbers() {
        assertThat(MATRIX.place(61, 3).numbers()).containsEntry("recency_days", "61")
                .containsEntry("recency_from", "60")
                .containsEntry("purchase_days", "3").containsEntry("purchases_from", "2");
    }

    @Test
    void listsGroupsOnceInOrderOfCells() {
        assertThat(MATRIX.groups()).containsExactly("newcomer", "growing", "vip", "one_time", "lost");
    }

    @Test
    void refusesGaps() {
        var corner = new ActivityMatrix.Corner(0, 1, "a");
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivityMatrix(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityMatrix(List.of(new ActivityMatrix.Corner(1, 1, "a"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityMatrix(List.of(corner, new ActivityMatrix.Corner(60, 2, "b"))));
    }
}
