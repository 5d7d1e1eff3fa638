package contacthub.notification.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents;
import contacthub.notification.preference.PreferenceChannel;

/**
 * Everything a decision depends on.
 *
 * @param critical a service message that must arrive, whatever the customer likes and whenever it is
 * @param at when it is to be sent
 * @param suppressed channels on which every address must be left alone, and why
 * @param consents the customer's last word on this category, by channel
 * @param orders channels most wanted first, by the level that wants them
 * @param reachable channels on which the customer has an address
 * @param without channels on which nothing can be sent to the customer's addresses, and why
 */
record Situation(Category category, boolean critical, Instant at, Map<PreferenceChannel, String> suppressed,
        Map<PreferenceChannel, Consents.Standing> consents, Map<Level, List<PreferenceChannel>> orders,
        Set<PreferenceChannel> reachable, Map<PreferenceChannel, String> without, Hours hours, Caps caps) {}
