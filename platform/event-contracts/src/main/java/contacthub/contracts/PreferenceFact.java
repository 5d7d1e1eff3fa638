package contacthub.contracts;

import java.util.List;

/** What a customer likes. */
public sealed interface PreferenceFact extends Fact {

    /**
     * The order of channels for a category changed; no category means the customer's general order.
     *
     * @param channels sms, call, messenger, paper, email, chat, most wanted first
     */
    @Type(value = "contacthub.preference.changed.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Changed(String category, @Required List<String> channels, String language,
            String operator) implements PreferenceFact {}
}
