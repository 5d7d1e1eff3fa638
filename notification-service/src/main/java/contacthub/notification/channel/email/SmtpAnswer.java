package contacthub.notification.channel.email;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.ext.mail.SMTPException;

import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Unreached;

/** Reads what a mail server answered (RFC 5321, RFC 3463). */
final class SmtpAnswer {

    /** Refused sign-in: our settings are wrong, not the message. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);
    /** Refused mailbox, unless the words after the code say that it is refused for another reason. */
    private static final Set<Integer> MAILBOX = Set.of(550, 551, 553);
    /** An enhanced status: what it is about, and what of that. */
    private static final Pattern STATUS = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private static final String ABOUT_ADDRESS = "1";
    /** Of the sender's address, which is ours: no customer is to blame for it. */
    private static final Set<String> SENDER = Set.of("7", "8");

    /** What Vert.x' mail client says before it has shown the server any letter: our settings do not fit the server. */
    private static final Set<String> NO_AGREEMENT = Set.of("STARTTLS required but not supported by server",
            "login is required, but no allowed AUTH methods available. You may need to do STARTTLS",
            "login is required, but no credentials supplied");

    private static final String TOO_LARGE = "message exceeds allowed size limit";
    /** What it begins with where the server answered to RCPT TO. */
    private static final String RECIPIENT = "recipient address not accepted";
    /** The server ends the session, whatever it was asked. */
    private static final int LEAVES = 421;

    private SmtpAnswer() {
    }

    static Outcome of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException answer) {
                return of(answer.getReplyCode(), detail(answer), isOfRecipient(answer));
            }
            if (cause.getMessage() != null && NO_AGREEMENT.contains(cause.getMessage())) {
                return new Outcome.TransientFailure(cause.getMessage());
            }
            if (TOO_LARGE.equals(cause.getMessage())) {
                return new Outcome.PermanentFailure(Outcome.REJECTED, cause.getMessage());
            }
        }
        return Unreached.because(failure)
                .<Outcome>map(cause -> new Outcome.TransientFailure(
                        "no connection to the mail server: " + cause.getMessage()))
                .orElseGet(() -> new Outcome.Unclear("the mail server was lost: " + failure.getMessage()));
    }

    /**
     * What a reply means.
     *
     * @param ofRecipient it was said of the recipient, not of the session or the letter
     */
    static Outcome of(int code, String detail, boolean ofRecipient) {
        if (code < 500 || SIGN_IN.contains(code)) {
            return new Outcome.TransientFailure(detail, Duration.ZERO, ofRecipient && code != LEAVES);
        }
        boolean nobody = MAILBOX.contains(code) && concernsRecipient(detail);
        return new Outcome.PermanentFailure(nobody ? Outcome.ADDRESS_UNKNOWN : Outcome.REJECTED, detail);
    }

    private static boolean concernsRecipient(String detail) {
        Matcher status = STATUS.matcher(detail);
        return !status.find() || status.group(1).equals(ABOUT_ADDRESS) && !SENDER.contains(status.group(2));
    }

    private static boolean isOfRecipient(SMTPException answer) {
        return answer.getMessage() != null && answer.getMessage().startsWith(RECIPIENT);
    }

    private static String detail(SMTPException answer) {
        return answer.getReplyMessage() == null ? String.valueOf(answer.getMessage()) : answer.getReplyMessage();
    }
}
