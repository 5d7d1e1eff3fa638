package contacthub.notification.delivery;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** How patiently and how widely we deliver. */
@ConfigMapping(prefix = "hub.delivery")
interface DeliverySettings {

    /** Workers of each channel in this instance. */
    int workers();

    /** How many messages a worker takes at once; as many may be unknown once it is lost. */
    int batch();

    /** How many messages a second a provider is handed, by its name; one that is absent takes any number. */
    Map<String, Double> rate();

    /** How long one attempt may take before nobody is taken to be at it any more; above every timeout of a channel. */
    Duration lease();

    /** The pause after a first failed attempt; it doubles with each. */
    Duration firstPause();

    /** How many attempts in all. */
    int mostAttempts();

    /** How long after the first attempt the last may be. */
    Duration within();

    /** The backoff these settings make. */
    default Backoff backoff() {
        return new Backoff(firstPause(), mostAttempts(), within());
    }
}
