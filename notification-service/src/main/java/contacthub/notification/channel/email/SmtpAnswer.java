package contacthub.notification.channel.email;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;

import io.vertx.ext.mail.SMTPException;

import contacthub.notification.channel.Outcome;

/** Reads what a mail server answered (RFC 5321, RFC 3463). */
final class SmtpAnswer {

    /** Refused sign-in: our settings are wrong, not the message. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);
    /** Refused mailbox, unless the words after the code say that it is refused for another reason. */
    private static final Set<Integer> MAILBOX = Set.of(550, 551, 553);

    private SmtpAnswer() {
    }

    static Outcome of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException answer) {
                return of(answer.getReplyCode(), detail(answer));
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new Outcome.TransientFailure("no connection to the mail server: " + cause.getMessage());
            }
        }
        return new Outcome.Unclear("the mail server was lost: " + failure.getMessage());
    }

    static Outcome of(int code, String detail) {
        if (code < 500 || SIGN_IN.contains(code)) {
            return new Outcome.TransientFailure(detail);
        }
        boolean nobody = MAILBOX.contains(code)
                && (detail.contains(" 5.1.") || !detail.matches("(?s).*\\b5\\.\\d\\.\\d.*"));
        return new Outcome.PermanentFailure(nobody ? Outcome.ADDRESS_UNKNOWN : Outcome.REJECTED, detail);
    }

    private static String detail(SMTPException answer) {
        return answer.getReplyMessage() == null ? String.valueOf(answer.getMessage()) : answer.getReplyMessage();
    }
}
