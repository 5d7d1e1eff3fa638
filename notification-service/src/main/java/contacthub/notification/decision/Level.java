package contacthub.notification.decision;

import contacthub.contracts.Word;

/** What can decide on a channel, strongest first (spec 50). */
enum Level implements Word {
    SUPPRESSION, CONSENT, CRITICAL, CATEGORY_PREFERENCE, CHANNEL_PREFERENCE, SEGMENT_DEFAULT, SYSTEM_DEFAULT, REACHABILITY
}
