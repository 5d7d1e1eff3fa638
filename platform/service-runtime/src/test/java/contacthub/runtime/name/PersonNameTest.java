package contacthub.runtime.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Иванов Иван Петрович              | Иванов         | Иван      | Петрович     | MALE
            Иван Петрович Иванов              | Иванов         | Иван      | Петрович     | MALE
            Иванов Петрович Иван              | Иванов         | Иван      | Петрович     | MALE
            Иванов, Иван Петрович             | Иванов         | Иван      | Петрович     | MALE
            Роман Аркадьевич Абрамович        | Абрамович      | Роман     | Аркадьевич   | MALE
            Абрамович Роман Аркадьевич        | Абрамович      | Роман     | Аркадьевич   | MALE
            Иван Петрович                     |                | Иван      | Петрович     | MALE
            Станкевич Анна                    | Станкевич      | Анна      |              | FEMALE
            Анна Ахматова                     | Ахматова       | Анна      |              | FEMALE
            Цветаева Марина                   | Цветаева       | Марина    |              | FEMALE
            Марина Цветаева                   | Цветаева       | Марина    |              | FEMALE
            Ким Роман                         | Ким            | Роман     |              | MALE
            Никита Толстой                    | Толстой        | Никита    |              | MALE
            ТОЛСТОЙ ЛЕВ НИКОЛАЕВИЧ            | Толстой        | Лев       | Николаевич   | MALE
            салтыков-щедрин михаил евграфович | Салтыков-Щедрин | Михаил   | Евграфович   | MALE
            Алиев Гасан Мамед оглы            | Алиев          | Гасан     | Мамед оглы   | MALE
            Вернер фон Браун                  | фон Браун      | Вернер    |              | MALE
            Иванов И. П.                      | Иванов         | И.        | П.           | MALE
            И.П. Иванов                       | Иванов         | И.        | П.           | MALE
            Саша Иванов                       | Иванов         | Саша      |              | MALE
            Саша Андрейчук                    | Андрейчук      | Саша      |              | UNKNOWN
            Лермонтова Никита                 | Лермонтова     | Никита    |              | UNKNOWN
            Ivanov Ivan Petrovich             | Ivanov         | Ivan      | Petrovich    | MALE
            Anna Sergeyevna Petrova           | Petrova        | Anna      | Sergeyevna   | FEMALE
            Yury Gagarin                      | Gagarin        | Yury      |              | MALE
            Sidorova Natalya                  | Sidorova       | Natalya   |              | FEMALE
            John Smith                        | Smith          | John      |              | MALE
            Maria Garcia Lopez                | Garcia Lopez   | Maria     |              | FEMALE
            Радуга                            |                | Радуга    |              | FEMALE
            """)
    void findsThePartsInAnyCommonOrder(String text, String last, String first, String patronymic, Gender gender) {
        PersonName name = PersonName.parse(text);
        assertThat(name).extracting(PersonName::last, PersonName::first, PersonName::patronymic, PersonName::gender)
                .containsExactly(last, first, patronymic, gender);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Иванов Иван Петрович      | Иван Петрович   | Иванову Ивану Петровичу    | Иванова Ивана Петровича
            Анна Ильинична Маковецкая | Анна Ильинична  | Маковецкой Анне Ильиничне  | Маковецкой Анны Ильиничны
            Анна-Мария Склифасовская  | Анна-Мария      | Склифасовской Анне-Марии   | Склифасовской Анны-Марии
            Иванов И. П.              | Иванов И. П.    | Иванову И. П.              | Иванова И. П.
            Бонч-Бруевич Владимир     | Владимир        | Бонч-Бруевичу Владимиру    | Бонч-Бруевича Владимира
            Виктор Цой                | Виктор          | Цою Виктору                | Цоя Виктора
            Анита Цой                 | Анита           | Цой Аните                  | Цой Аниты
            Осипчук                   | Осипчук         |                            |
            Саша                      | Саша            |                            |
            Ivan Petrovich Ivanov     | Ivan Petrovich  |                            |
            """)
    void greetsAndDeclines(String text, String greeting, String dative, String genitive) {
        PersonName name = PersonName.parse(text);
        assertThat(name.greeting()).isEqualTo(greeting);
        assertThat(name.dative().orElse(null)).isEqualTo(dative);
        assertThat(name.genitive().orElse(null)).isEqualTo(genitive);
    }

    @Test
    void leavesWhatIsNoNameAsItWasWritten() {
        for (String text : new String[]{ "—", "..", ", ,", "shop 24/7", "🙂", "-", "а-", "И.", "ООО «Ромашка»"}) {
            assertThat(PersonName.parse(text).greeting()).isNotNull();
        }
    }
}
