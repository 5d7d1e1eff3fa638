package contacthub.notification.decision;

import contacthub.contracts.Word;

/** What can decide on a channel, strongest first; the last two can end a search that found one (spec 50). */
public enum Level implements Word {
    SUPPRESSION, CONSENT, CRITICAL, CATEGORY_PREFERENCE, CHANNEL_PREFERENCE, SEGMENT_DEFAULT, SYSTEM_DEFAULT, REACHABILITY, FREQUENCY_CAP
}
