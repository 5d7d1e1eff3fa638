package contacthub.contact.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Счёт № 5.pdf | Счёт № 5.pdf",
            "../../etc/passwd | passwd",
            "C:\\Users\\anna\\a.doc | a.doc",
            ".htaccess | htaccess",
            "a.txt... | a.txt",
            "NUL.txt | _NUL.txt",
            "say \"yes\"; really?.txt | say _yes__ really_.txt",
            "-rf | rf"})
    void takesOutWhatHarms(String given, String harmless) {
        assertThat(FileName.harmless(given)).isEqualTo(harmless);
    }

    @Test
    void showsTheNameItIsSavedUnder() {
        assertThat(FileName.harmless("photo\u202Egnp.exe")).isEqualTo("photognp.exe");
        assertThat(FileName.harmless("a\r\nSet-Cookie: x=1.txt")).isEqualTo("aSet-Cookie_ x=1.txt");
        assertThat(FileName.harmless("a\u200B\u0000.pdf")).isEqualTo("a.pdf");
        assertThat(FileName.harmless("\u2066..\u2069/")).isNull();
        assertThat(FileName.harmless(null)).isNull();
    }

    @Test
    void keepsTheEndingOfLongNames() {
        assertThat(FileName.harmless("😀".repeat(300) + ".pdf")).endsWith("😀.pdf")
                .satisfies(name -> assertThat(name.codePointCount(0, name.length())).isEqualTo(150));
    }

    @Test
    void tellsBrowsersOldAndNew() {
        assertThat(FileName.disposition("Счёт 5.pdf")).isEqualTo(
                "attachment; filename=\"____ 5.pdf\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%205.pdf");
        assertThat(FileName.disposition(null)).startsWith("attachment; filename=\"attachment\"");
    }

    @Property(tries = 500)
    void leavesNoLineEndPathOrQuoteInAnyHeader(@ForAll String given) {
        String header = FileName.disposition(FileName.harmless(given));

        assertThat(header).matches("attachment; filename=\"[\\x20-\\x7e&&[^\"/\\\\]]+\"; filename\\*=UTF-8''[\\w.%-]+");
    }
}
