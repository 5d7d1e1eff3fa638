package contacthub.contact.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrittenTest {

    static Stream<String> styles() {
        return Stream.of(
                // Gmail, Apple and Thunderbird
                "On Mon, Mar 2, 2026 at 12:30 PM Shop <shop@example.org> wrote:\n\n> Your order is on its way.",
                "On Mon, Mar 2, 2026 at 12:30 PM A Very Long Name Of A Shop Indeed\n<shop@example.org> wrote:\n\n> Order.",
                "пн, 2 мар. 2026 г. в 12:30, Магазин <shop@example.org>:\n\n> Заказ в пути.",
                "2 марта 2026 г., в 12:30, Магазин <shop@example.org> написал(а):\n\n> Заказ в пути.",
                "02.03.2026 12:30, Магазин пишет:\n> Заказ в пути.",
                // Yandex and Mail.ru
                "02.03.2026, 12:30, \"Магазин\" <shop@example.org>:\nЗаказ в пути.",
                "Понедельник, 2 марта 2026, 12:30 +03:00 от Магазин <shop@example.org>:\n \n>Заказ в пути.",
                "-------- Исходное сообщение --------\nЗаказ в пути.",
                // Outlook
                "________________________________\nFrom: Shop <shop@example.org>\nSent: Monday, March 2, 2026 12:30 PM\n"
                        + "To: Anna\nSubject: Order\n\nYour order is on its way.",
                "От: Магазин <shop@example.org>\nОтправлено: 2 марта 2026 г. 12:30\nКому: Анна\nТема: Заказ\n\nВ пути.",
                "*From:* Shop\n*Sent:* Monday\n*To:* Anna\n\nYour order is on its way.",
                "-----Original Message-----\nFrom: Shop\n\nYour order is on its way.",
                // A signature before the quotation
                "-- \nАнна Петрова\n\nOn Mon, Mar 2, 2026 at 12:30 PM Shop <shop@example.org> wrote:\n> Order.",
                "Отправлено с iPhone\n\n> 2 марта 2026 г., в 12:30, Магазин <shop@example.org> написал(а):\n> \n> Заказ.");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void leavesOutWhatIsQuoted(String quoted) {
        assertThat(Written.newly("Спасибо!\n\nКогда привезёте?\n\n" + quoted))
                .isEqualTo("Спасибо!\n\nКогда привезёте?");
    }

    @Test
    void keepsAnswersBetweenQuotedLines() {
        assertThat(Written.newly("""
                On Mon, Mar 2, 2026 at 12:30 PM Shop <shop@example.org> wrote:
                > Which colour?
                Blue.
                > Which size?
                42, please.""")).isEqualTo("Blue.\n42, please.");
    }

    @Test
    void keepsForwardedLetterWhole() {
        String forwarded = "---------- Forwarded message ---------\nFrom: Shop\nDate: Monday\n\nYour order.";
        assertThat(Written.newly(forwarded)).isEqualTo(forwarded);
    }

    @Test
    void keepsWhatOnlyLooksLikeQuotation() {
        String text = "Мне написал ваш сотрудник:\nперезвоните мне по адресу: Москва, Ленина 5\nв 12:30 я дома.";
        assertThat(Written.newly(text)).isEqualTo(text);
    }

    @Test
    void takesHostileTextInItsStride() {
        String lines = ("a ".repeat(5_000) + "\n").repeat(10) + "on 12:30 wrote\n".repeat(20_000) + ">".repeat(50_000);
        assertTimeout(Duration.ofSeconds(5), () -> Written.newly(lines));
    }
}
