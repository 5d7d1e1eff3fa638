package contacthub.notification.trigger;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.PromiseFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.preference.Category;
import contacthub.notification.template.PromisedTime;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.event.Received;

/** Tells a customer, on the conversation's own channel, that we have it and by when a full answer comes. */
@ApplicationScoped
class Acknowledging {

    /** Possessive, so that no number of marks, which strangers choose, can exhaust the stack. */
    private static final Pattern REPLY_MARK = Pattern.compile("(?iu)^\\s*+(?:(?:re|fwd?|ответ|на)\\s*+:\\s*+)++");

    private final Texts texts;
    private final Clock clock;

    Acknowledging(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    Outgoing of(Received event, Recipients recipients) {
        PromiseFact.Made promise = event.as(PromiseFact.Made.class);
        UUID customer = CustomerLedger.customer(event);
        String channel = Adapters.answering(promise.channel(), promise.to());
        Text text = text(promise, recipients, customer);
        return new Outgoing(event, customer, Outgoing.ACKNOWLEDGEMENT, Category.SERVICE.word(), channel, promise.to(),
                channel.equals(promise.channel()) ? promise.thread() : null, null, text.subject(), text.body(),
                "the conversation's own channel" + (promise.because() == null ? "" : "; " + promise.because()),
                hindrance(promise, recipients, customer, channel));
    }

    private Text text(PromiseFact.Made promise, Recipients recipients, UUID customer) {
        Locale language = texts.language(recipients.language(customer, promise.language()));
        Map<String, String> data = new HashMap<>();
        data.put("subject", withoutReplyMark(promise.subject()));
        data.put("name", recipients.name(customer));
        data.put("promised", PromisedTime.inWords(promise.promised(), promise.zone(), language));
        return texts.render("acknowledgement", language, data);
    }

    /** A time that has passed is no promise any more: told late, it would only show that we are late. */
    private Optional<String> hindrance(PromiseFact.Made promise, Recipients recipients, UUID customer,
            String channel) {
        if (promise.promised().isBefore(clock.instant())) {
            return Optional.of("promise-passed: the promised time is over");
        }
        return recipients.suppressed(promise.to()).or(() -> recipients.refused(customer, channel));
    }

    /** A subject without the marks of earlier replies. */
    static String withoutReplyMark(String subject) {
        return subject == null ? "" : REPLY_MARK.matcher(subject).replaceFirst("").strip();
    }
}
