package contacthub.contact.policy;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of clocks (spec 40, the table). */
public enum ClockKind {
    /** From the customer's first contact to the first public answer by a person. */
    FIRST_REPLY("first-reply"),
    /** From the oldest unanswered contact to the next public answer. */
    NEXT_REPLY("next-reply"),
    /** From each public answer to the next one while the matter is open. */
    UPDATE("update"),
    /** From the opening until it is resolved, without the time spent resolved or waiting for the customer. */
    RESOLUTION("resolution"),
    /** From telling the customer a time to giving what was promised. */
    PROMISE("promise"),
    /** From a step's becoming due to its completion. */
    STEP("step");

    private final String text;

    ClockKind(String text) {
        this.text = text;
    }

    /** Its name in JSON, rows and events. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether waiting for the customer holds it where its policy says nothing else. */
    public boolean waits() {
        return this == UPDATE || this == RESOLUTION;
    }

    /** Whether a policy sets its target; a promise and a step bring their own. */
    public boolean isByPolicy() {
        return this != PROMISE && this != STEP;
    }

    /** The kind of this name. */
    public static Optional<ClockKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** The kind of this name, which there must be. */
    @JsonCreator
    public static ClockKind of(String text) {
        return named(text).orElseThrow(() -> new IllegalArgumentException("no kind of clock: " + text));
    }
}
