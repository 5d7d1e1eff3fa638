package contacthub.notification.channel.sms;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** A number as networks dial it. */
public final class PhoneNumber {

    private static final Pattern PUNCTUATION = Pattern.compile("[\\s().\\-/\u2010-\u2015]+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");

    private PhoneNumber() {
    }

    /** Whom a message goes to, without what people write between the digits; nothing where that is no number. */
    public static Optional<String> of(Message message) {
        return Optional.of(PUNCTUATION.matcher(message.to().value()).replaceAll("")).filter(PhoneNumber::isNumber);
    }

    /** What comes of sending a message to its number; a permanent failure where it goes to none. */
    public static Outcome send(Message message, Function<String, Outcome> sending) {
        return of(message).map(sending)
                .orElseGet(() -> new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, "no phone number"));
    }

    /** Whether it is one, not a name. */
    public static boolean isNumber(String address) {
        return NUMBER.matcher(address).matches();
    }
}
