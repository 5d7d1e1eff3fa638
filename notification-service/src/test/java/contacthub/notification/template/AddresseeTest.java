package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as they stand in texts: declined where their gender is known, gone round where it is not. */
class AddresseeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Ольга Петровна     | Уважаемая Ольга Петровна     | Ольга Петровна     | Ольге Петровне       | Ольги Петровны
            Иван Ильич         | Уважаемый Иван Ильич         | Иван Ильич         | Ивану Ильичу         | Ивана Ильича
            Никита Сергеевич   | Уважаемый Никита Сергеевич   | Никита Сергеевич   | Никите Сергеевичу    | Никиты Сергеевича
            Любовь Андреевна   | Уважаемая Любовь Андреевна   | Любовь Андреевна   | Любови Андреевне     | Любови Андреевны
            Лев Львович        | Уважаемый Лев Львович        | Лев Львович        | Льву Львовичу        | Льва Львовича
            Анна-Мария         | Здравствуйте, Анна-Мария     | Анна-Мария         | Анне-Марии           | Анны-Марии
            Пётр               | Здравствуйте, Пётр           | Пётр               | Петру                | Петра
            Мария              | Здравствуйте, Мария          | Мария              | Марии                | Марии
            Саша               | Здравствуйте, Саша           | Саша               | ''                   | ''
            Саша Ким           | Здравствуйте, Саша Ким       | Саша Ким           | ''                   | ''
            John               | Здравствуйте, John           | John               | John                 | John
            -                  | Здравствуйте                 | ''                 | ''                   | ''
            ' '                | Здравствуйте                 | ''                 | ''                   | ''
            """)
    void speaksRussian(String known, String greeting, String name, String dative, String genitive) {
        assertThat(new Addressee(known, false).words(Locale.forLanguageTag("ru"))).isEqualTo(Map.of("greeting",
                greeting, "name", name, "name_dative", dative, "name_genitive", genitive));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            John           | Dear John           | John
            Mary Ann       | Dear Mary Ann       | Mary Ann
            Ольга Петровна | Dear Ольга Петровна | Ольга Петровна
            -              | Hello               | ''
            """)
    void speaksEnglish(String known, String greeting, String name) {
        assertThat(new Addressee(known, false).words(Locale.ENGLISH)).isEqualTo(Map.of("greeting", greeting, "name",
                name, "name_dative", name, "name_genitive", name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ольга Петровна | Здравствуйте, Ольга | Ольга | Ольге
            Иван           | Здравствуйте, Иван  | Иван  | Ивану
            """)
    void usesFirstNameWhereThatIsWished(String known, String greeting, String name, String dative) {
        assertThat(new Addressee(known, true).words(Locale.forLanguageTag("ru"))).containsEntry("greeting", greeting)
                .containsEntry("name", name).containsEntry("name_dative", dative);
    }
}
