package contacthub.contact.intake;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an administrator decides about intake (spec 20). */
@ConfigMapping(prefix = "hub.intake")
interface IntakeSettings {

    /** The time of an event that claims to be older is doubted. */
    Duration retention();

    /** Events a second of every client that has no rate of its own; 0 is without limit. */
    @WithDefault("0")
    int ratePerSecond();

    /** Events a client may post at once after a pause; two seconds' worth where not given. */
    OptionalInt burst();

    /** Events a second by the name of an integration's key. */
    Map<String, Integer> rates();
}
