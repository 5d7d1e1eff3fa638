package contacthub.notification.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a subject without the marks of earlier replies. */
class AcknowledgingTest {

    @ParameterizedTest
    @CsvSource({ "Не греет,Не греет", "Re: Не греет,Не греет", "Ответ: RE: Не греет,Не греет",
            "НА: fwd : Не греет,Не греет", "'  fw:Не греет ',Не греет", "Regarding: heat,Regarding: heat", "Re:,''",
            ",''"})
    void takesReplyMarksAway(String subject, String rest) {
        assertThat(Acknowledging.withoutReplyMark(subject)).isEqualTo(rest);
    }

    @Test
    void bearsAnyNumberOfMarks() {
        assertThat(Acknowledging.withoutReplyMark("re: ".repeat(200_000) + "heat")).isEqualTo("heat");
    }
}
