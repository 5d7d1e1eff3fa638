package contacthub.notification.decision;

import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigMapping;

import contacthub.notification.preference.PreferenceChannel;

/** The orders of channels that hold where the customer has no wish. */
@ConfigMapping(prefix = "hub.decision")
interface DecisionSettings {

    /** For everybody. */
    List<PreferenceChannel> systemOrder();

    /** For what must arrive. */
    List<PreferenceChannel> criticalOrder();

    /** For the members of a segment. */
    Map<String, List<PreferenceChannel>> segmentOrder();
}
