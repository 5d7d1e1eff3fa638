package contacthub.notification.channel.sms;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of a receipt, {@code id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…} (SMPP 3.4,
 * appendix B), which every SMSC writes a little differently.
 *
 * @param id the gateway's id of the message; none where the text has none
 * @param stat the status word; empty where the text has none
 * @param error the network's error, without leading zeros; none where there was none
 */
public record ReceiptText(String id, String stat, String error) {

    private static final Pattern ID = Pattern.compile("(?i)(?:^|\\s)id:\\s*([0-9a-z_.-]+)");
    private static final Pattern STAT = Pattern.compile("(?i)(?:^|\\s)stat:\\s*([a-z]+)");
    private static final Pattern ERROR = Pattern.compile("(?i)(?:^|\\s)err:\\s*0*([0-9a-z]+)");

    /** Reads it; what is not there is not there. */
    public static ReceiptText of(String text) {
        return new ReceiptText(found(ID, text).orElse(null),
                found(STAT, text).map(stat -> stat.toUpperCase(Locale.ROOT)).orElse(""),
                found(ERROR, text).filter(error -> !error.equals("0")).orElse(null));
    }

    /** How far it has come. */
    public Status status() {
        return Status.named(stat);
    }

    /** What people are told of it. */
    public String detail() {
        return (stat.isEmpty() ? "receipt" : stat) + (error == null ? "" : " err:" + error);
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
