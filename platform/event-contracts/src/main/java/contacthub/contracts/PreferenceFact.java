package contacthub.contracts;

import java.util.List;

/** What a customer likes. */
public sealed interface PreferenceFact extends Fact {

    /**
     * The order of channels for a category changed; no category means the customer's general order.
     *
     * @param channels sms, call, messenger, paper, email, chat, most wanted first
     * @param wishes all else the customer wants, as it is now; absent where that is nothing
     */
    @Type(value = "contacthub.preference.changed.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Changed(String category, @Required List<String> channels, String language,
            String operator, Wishes wishes) implements PreferenceFact {}

    /**
     * What a customer wants beside channels and a language.
     *
     * @param zone where the customer lives, as in the tz database
     * @param quietHours when to be left in peace, such as {@code mon 22:00-08:00}, which is over on Tuesday
     * @param phone the phone to be reached on, in E.164
     * @param messenger the messenger to be reached on, as a type of addresses
     * @param formOfAddress formal or informal
     */
    record Wishes(String zone, List<String> quietHours, String phone, String messenger, String formOfAddress) {

        /** Nothing at all. */
        public static final Wishes NONE = new Wishes(null, null, null, null, null);
    }
}
