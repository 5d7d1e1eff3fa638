package contacthub.notification.template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** A promised time in the customer's words and zone, as it stands after «до» and "by". */
public final class PromisedTime {

    /** Monday first, in the case that «до» asks for. */
    private static final List<String> RUSSIAN_DAYS = List.of("понедельника", "вторника", "среды", "четверга", "пятницы",
            "субботы", "воскресенья");

    private PromisedTime() {
    }

    /** In that zone and language; throws {@link java.time.DateTimeException} where there is no such zone. */
    public static String inWords(Instant promised, String zone, Locale language) {
        ZonedDateTime time = promised.atZone(ZoneId.of(zone));
        String zoneName = time.getZone().getDisplayName(TextStyle.FULL, language);
        if (language.getLanguage().equals("ru")) {
            return "%s %s, %s года (часовой пояс: %s)".formatted(format(time, "HH:mm", language),
                    RUSSIAN_DAYS.get(time.getDayOfWeek().ordinal()), format(time, "d MMMM yyyy", language), zoneName);
        }
        return "%s on %s (%s)".formatted(format(time, "HH:mm", language),
                format(time, "EEEE, d MMMM yyyy", language), zoneName);
    }

    private static String format(ZonedDateTime time, String pattern, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).format(time);
    }
}
