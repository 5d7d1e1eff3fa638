package contacthub.notification.preference;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Preferences as the REST interface shows them; version 0 means that nothing has been said yet. */
record ShownPreferences(UUID customer, String language, List<String> channels, Map<String, List<String>> categories,
        String zone, Map<String, List<List<String>>> quietHours, String phone, String messenger, String formOfAddress,
        long version, Instant changedAt) {

    static ShownPreferences of(Preferences preferences) {
        Map<String, List<String>> categories = new TreeMap<>();
        preferences.orders.forEach((category, channels) -> categories.put(category, List.of(channels)));
        List<String> general = categories.remove(Preferences.GENERAL);
        return new ShownPreferences(preferences.customer, preferences.language, general == null ? List.of() : general,
                categories, preferences.zone, preferences.quietHours().map(QuietHours::shown).orElse(null),
                preferences.phone, preferences.messenger, preferences.formOfAddress, preferences.version,
                preferences.changedAt);
    }
}
