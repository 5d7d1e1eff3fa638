package contacthub.contact.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a country says of one day (spec 40, "holidays and moved working days").
 *
 * @param name of the holiday, where it has one
 * @param movedFrom of a day off or at work that was moved: the day it was moved from
 */
record OfficialDay(LocalDate date, Kind kind, String name, LocalDate movedFrom) {

    /** What is different about it. */
    public enum Kind {
        /** Nobody works. */
        OFF,
        /** Work ends an hour earlier, also on a weekend that works. */
        SHORT,
        /** A weekend that works. */
        WORK;

        static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }

        /** As in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
