package contacthub.runtime.name;

import java.util.Locale;

/** The grammatical gender a name asks for; unknown where the name does not tell, which is no reason to guess. */
public enum Gender {

    MALE, FEMALE, UNKNOWN;

    /** The word in JSON: male, female or unknown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This where it is known, else the other. */
    Gender or(Gender other) {
        return this == UNKNOWN ? other : this;
    }

    /** What two signs say together: unknown where they contradict each other. */
    Gender and(Gender other) {
        return this == UNKNOWN || this == other || other == UNKNOWN ? or(other) : UNKNOWN;
    }
}
