package contacthub.contact.clock;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be written about a clock in its log (spec 40, "Clock log"). */
public enum Act {
    /** It began. */
    START("start"),
    /** It stopped counting for a while. */
    PAUSE("pause"),
    /** It goes on. */
    RESUME("resume"),
    /** Its deadline became another one. */
    RETARGET("re-target"),
    /** A part of its time is used up. */
    WARN("warn"),
    /** What it waited for happened, in time or late. */
    MEET("meet"),
    /** Its deadline passed. */
    BREACH("breach"),
    /** It no longer matters. */
    CANCEL("cancel");

    private final String text;

    Act(String text) {
        this.text = text;
    }

    /** Its name in JSON and rows. */
    @JsonValue
    public String text() {
        return text;
    }

    static Act of(String text) {
        for (Act act : values()) {
            if (act.text.equals(text)) {
                return act;
            }
        }
        throw new IllegalArgumentException("no act of a clock: " + text);
    }
}
