package contacthub.notification.channel.sms;

import java.util.Optional;
import java.util.regex.Pattern;

import contacthub.notification.channel.Message;

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

    /** Whether it is one, not a name. */
    public static boolean isNumber(String address) {
        return NUMBER.matcher(address).matches();
    }
}
