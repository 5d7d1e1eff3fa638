package contacthub.contact.channel.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises letters no person wrote, which no machine may answer (RFC 3834, and what others did before and beside it). */
final class Automatic {

    private static final List<String> MARKS = List.of("X-Autoreply", "X-Autorespond", "X-Autoreply-From",
            "X-Mail-Autoreply", "X-Auto-Response-Suppress", "List-Id", "List-Post", "List-Unsubscribe", "X-Loop",
            "X-MLServer", "X-ML-Name",
            "X-Amz-Sns-Message-Type",
            "Delivered-By-The-Graces-Of-Autoresponder");
    private static final Pattern BULK = Pattern.compile("(?i)\\s*(?:bulk|junk|list|auto_reply|auto-reply)\\b.*");
    private static final Pattern SUBJECT = Pattern.compile("(?iu)\\s*(?:re:\\s*)?(?:out of (?:the )?office"
            + "|auto(?:matic)?[ -]?(?:re(?:ply|sponse)|antwort)|auto:|vacation reply|abwesen|away from my mail"
            + "|автоответ|автоматический ответ|я в отпуске|нет на месте|вне офиса).*");
    private static final Pattern MACHINE = Pattern.compile("(?i)\\b(?:mailer-daemon|postmaster)@");

    private Automatic() {
    }

    /** Whether a machine wrote this. */
    static boolean is(Headers headers) {
        return headers.raw("Auto-Submitted").filter(value -> !value.strip().toLowerCase(Locale.ROOT).startsWith("no"))
                .isPresent()
                || headers.raw("Precedence").filter(value -> BULK.matcher(value).matches()).isPresent()
                || headers.raw("X-Precedence").filter(value -> BULK.matcher(value).matches()).isPresent()
                || MARKS.stream().anyMatch(headers::has)
                || headers.raw("Return-Path").filter(value -> value.strip().equals("<>")).isPresent()
                || headers.raw("From").filter(value -> MACHINE.matcher(value).find()).isPresent()
                || headers.raw("Subject").map(HeaderText::decode)
                        .filter(value -> SUBJECT.matcher(value).matches()).isPresent();
    }
}
