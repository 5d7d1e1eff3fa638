package contacthub.contact.customer;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;

import contacthub.contact.clock.SlaClock;
import contacthub.contact.conversation.ShownConversation;

/**
 * Who this is at a glance (spec 20). Scores and preferences are JSON as the other services last told them.
 *
 * @param phoneToCall absent where no phone is known
 * @param reach absent where the customer's own contacts do not tell
 */
record Card(UUID id, String name, String nameToUse, String language, List<ShownAddress> addresses, String segment,
        @JsonRawValue String score, @JsonRawValue String preferences, List<ShownConversation> openConversations,
        List<SlaClock> promises, PhoneToCall phoneToCall, Reach reach) {}
