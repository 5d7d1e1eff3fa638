package contacthub.notification.channel.sms.kannel;

import java.net.URI;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Unreached;
import contacthub.notification.channel.sms.Alphabet;
import contacthub.notification.channel.sms.PhoneNumber;
import contacthub.notification.channel.sms.SmsGateway;

/** Sends short messages by Kannel, which queues, splits and repeats by itself. Failures never quote the password. */
@ApplicationScoped
class KannelGateway implements SmsGateway {

    private static final int RECEIPTS = 1 + 2 + 16;

    private final SendSms kannel;
    private final KannelSettings settings;
    private final ReceiptLinks links;

    KannelGateway(@RestClient SendSms kannel, KannelSettings settings, ReceiptLinks links) {
        this.kannel = kannel;
        this.settings = settings.checked();
        this.links = links;
    }

    @Override
    public boolean isConfigured() {
        return settings.url().isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return PhoneNumber.of(message).map(to -> send(message, to))
                .orElseGet(() -> new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, "no phone number"));
    }

    private Outcome send(Message message, String to) {
        try (Response response = ask(message, to)) {
            return outcome(response.getStatus());
        } catch (WebApplicationException e) {
            return outcome(e.getResponse().getStatus());
        } catch (RuntimeException e) {
            return Unreached.because(e)
                    .<Outcome>map(cause -> new Outcome.TransientFailure("no connection to the SMS gateway"))
                    .orElseGet(() -> new Outcome.Unclear("the SMS gateway was lost while it had the message"));
        }
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
    static Outcome outcome(int status) {
        String detail = "the SMS gateway answered " + status;
        return switch (status) {
            case 202 -> new Outcome.Accepted(null);
            case 401, 403, 404, 429 -> new Outcome.TransientFailure(detail);
            default -> status >= 500
                    ? new Outcome.TransientFailure(detail)
                    : status >= 400
                            ? new Outcome.PermanentFailure(Outcome.REJECTED, detail)
                            : new Outcome.Unclear(detail);
        };
    }
}
