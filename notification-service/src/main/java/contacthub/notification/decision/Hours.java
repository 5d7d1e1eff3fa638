package contacthub.notification.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.QuietHours;

/**
 * When a customer may be written to.
 *
 * @param quiet when not
 * @param zone where the customer is taken to be
 * @param because how that is known
 */
record Hours(QuietHours quiet, ZoneId zone, String because) {

    /** Until when a message on this channel has to wait. A letter wakes nobody, and in chat somebody is waiting. */
    Optional<Hold> hold(PreferenceChannel channel, Instant at) {
        if (channel == PreferenceChannel.PAPER || channel == PreferenceChannel.CHAT) {
            return Optional.empty();
        }
        return quiet.endAfter(at, zone)
                .map(end -> new Hold(end, "quiet hours in " + zone + " (" + because + ")"));
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
