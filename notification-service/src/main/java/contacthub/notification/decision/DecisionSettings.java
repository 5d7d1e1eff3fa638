package contacthub.notification.decision;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

import contacthub.notification.preference.Category;
import contacthub.notification.preference.PreferenceChannel;

/** What holds where the customer has no wish: the orders of channels, the hours of peace, and how often is too often. */
@ConfigMapping(prefix = "hub.decision")
interface DecisionSettings {

    /** For everybody. */
    List<PreferenceChannel> systemOrder();

    /** For what must arrive. */
    List<PreferenceChannel> criticalOrder();

    /** For the members of a segment. */
    Map<String, List<PreferenceChannel>> segmentOrder();

    /** When nobody is written to unasked, as {@code 22:00-08:00} in the customer's zone; empty for no such hours. */
    Optional<String> quietHours();

    /** Where customers are taken to be of whom nothing else is known. */
    ZoneId zone();

    /** How many messages that we begin one customer gets a day. */
    Caps caps();

    /** Per calendar day of the customer. */
    interface Caps {

        /** Of all categories together. */
        int all();

        /** Of one category; one that is absent has none of its own. */
        Map<Category, Integer> category();
    }
}
