package contacthub.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.notification.preference.StopWords.Said;

/** Which messages switch a channel off or on. */
class StopWordsTest {

    private static final StopWords WORDS = new StopWords(List.of("STOP", "СТОП", "ОТПИСКА"), List.of("start", "СТАРТ"));

    @ParameterizedTest
    @CsvSource({ "STOP,STOP", "stop,STOP", "' Stop. ',STOP", "«Стоп!»,STOP", "\"СТОП\",STOP", "отписка,STOP",
            "ＳＴＯＰ,STOP", "'\nstop\n',STOP", "🛑 stop,STOP", "Start,START", "старт!!!,START"})
    void knowsTheWordInAnyDress(String text, Said said) {
        assertThat(WORDS.said(text)).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Please stop", "stop it", "non-stop", "СТОП СТОП", "стопка", "автостоп", "s t o p",
            "не стоп", "."})
    void findsNoWordInALongerText(String text) {
        assertThat(WORDS.said(text)).isEqualTo(Optional.empty());
    }

    @Test
    void refusesWordsThatSayBothOrNothing() {
        assertThatThrownBy(() -> new StopWords(List.of("stop"), List.of("Stop!")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StopWords(List.of("!"), List.of("start")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
