package contacthub.notification.channel.sms.smpp;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** How an SMSC writes its ids of messages. Some answer in hexadecimal and report in decimal, or the other way round. */
enum MessageIds {
    /** Alike in both, but for case and leading zeros. */
    SAME(0, 0),
    /** Answers in hexadecimal, receipts in decimal. */
    HEX_THEN_DECIMAL(16, 10),
    /** Answers in decimal, receipts in hexadecimal. */
    DECIMAL_THEN_HEX(10, 16);

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

    private final int answered;
    private final int reported;

    MessageIds(int answered, int reported) {
        this.answered = answered;
        this.reported = reported;
    }

    /** The one spelling of an id in an answer; parameters of receipts are written alike (SMPP 3.4, 5.3.2.12). */
    String answered(String id) {
        return spelled(id, answered);
    }

    /** The one spelling of an id in the text of a receipt. */
    String reported(String id) {
        return spelled(id, reported);
    }

    private static String spelled(String id, int base) {
        String plain = id.strip().toLowerCase(Locale.ROOT);
        boolean number = base != 0 && (base == 16 ? HEX : DECIMAL).matcher(plain).matches();
        return number ? new BigInteger(plain, base).toString() : plain.replaceFirst("^0+(?=.)", "");
    }
}
