package contacthub.notification.channel.sms.kannel;

import java.net.URI;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.sms.Alphabet;
import contacthub.notification.channel.sms.PhoneNumber;
import contacthub.notification.channel.sms.Reference;
import contacthub.notification.channel.sms.Segments;
import contacthub.notification.channel.sms.SentParts;

/** Sends short messages by Kannel, which queues, splits and repeats by itself. */
@ApplicationScoped
@Priority(1)
class KannelAdapter implements Adapter {

    private static final int RECEIPTS = 1 + 2 + 16;

    private final SendSms kannel;
    private final KannelSettings settings;
    private final ReceiptLinks links;
    private final SentParts sent;

    KannelAdapter(@RestClient SendSms kannel, KannelSettings settings, ReceiptLinks links,
            SentParts sent) {
        this.kannel = kannel;
        this.settings = settings.checked();
        this.links = links;
        this.sent = sent;
    }

    @Override
    public String channel() {
        return SentParts.CHANNEL;
    }

    @Override
    public String provider() {
        return "kannel";
    }

    @Override
    public boolean isConfigured() {
        return settings.url().isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return PhoneNumber.send(message, to -> send(message, to));
    }

    private Outcome send(Message message, String to) {
        if (isUnderWay(message)) {
            return new Outcome.TransientFailure("parts of it were taken by the SMSC, which must get the others");
        }
        return HttpAnswer.ask("the SMS gateway", () -> ask(message, to), KannelAdapter::outcome);
    }

    /** Whether parts went by SMPP: the whole by another way would be some of it twice. */
    private boolean isUnderWay(Message message) {
        return Segments.of(message.text(), Reference.of(message.id(), false)).isConcatenated()
                && !sent.taken(message.id()).isEmpty();
    }

    private Response ask(Message message, String to) {
        Optional<URI> callback = settings.callbackUrl();
        return kannel.send(settings.user().orElseThrow(), settings.password().orElseThrow(),
                settings.sender().orElse(null), to, message.text(),
                Alphabet.of(message.text()) == Alphabet.GSM7 ? 0 : 2, "UTF-8",
                callback.isPresent() ? RECEIPTS : null,
                callback.map(url -> links.of(url, message.id())).orElse(null));
    }

    /** 202 is the only yes; 401, 403 and 404 say that our settings are wrong: the message can go once they are right. */
    static Outcome outcome(HttpAnswer answer) {
        String detail = "the SMS gateway answered " + answer.status();
        if (answer.isTransient()) {
            return new Outcome.TransientFailure(detail, answer.retryAfter());
        }
        return switch (answer.status()) {
            case 202 -> new Outcome.Accepted(null);
            case 401, 403, 404 -> new Outcome.TransientFailure(detail);
            default -> answer.status() >= 400
                    ? new Outcome.PermanentFailure(Outcome.REJECTED, detail)
                    : new Outcome.Unclear(detail);
        };
    }
}
