package contacthub.notification.trigger;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.ChatWidget;
import contacthub.contracts.PromiseFact;
import contacthub.contracts.ToldPromise;
import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.preference.Category;
import contacthub.notification.template.PromisedTime;
import contacthub.notification.template.TemplateKey;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.event.Received;

/**
 * Tells a customer, on the conversation's own channel, by when a full answer comes: that we have the contact, what an
 * operator promised, or that we are sorry for a promise that was broken.
 */
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
        ToldPromise promise = promise(event);
        String kind = kind(event);
        UUID customer = CustomerLedger.customer(event);
        String channel = Adapters.answering(promise.channel(), promise.to());
        Text text = text(kind, channel, event, recipients, customer);
        return new Outgoing(event, customer, kind, Category.SERVICE.word(), channel, promise.to(),
                channel.equals(promise.channel()) ? promise.thread() : null, null, text.subject(), text.body(),
                text.template(),
                "the conversation's own channel" + (promise.because() == null ? "" : "; " + promise.because()),
                hindrance(promise, recipients, customer, channel));
    }

    /** Whether it tells of a promise that somebody must be told; visitors of the chat widget are by contact-service. */
    static boolean isTrigger(Received event) {
        boolean made = event.is(PromiseFact.Made.class)
                && !Boolean.TRUE.equals(event.as(PromiseFact.Made.class).told());
        return (made || event.is(PromiseFact.Renewed.class))
                && !ChatWidget.owns(promise(event).channel(), promise(event).thread());
    }

    static ToldPromise promise(Received event) {
        return event.is(PromiseFact.Renewed.class)
                ? event.as(PromiseFact.Renewed.class)
                : event.as(PromiseFact.Made.class);
    }

    private static String kind(Received event) {
        if (event.is(PromiseFact.Renewed.class)) {
            return Outgoing.APOLOGY;
        }
        return operator(event) == null ? Outgoing.ACKNOWLEDGEMENT : Outgoing.PROMISE;
    }

    /** Who promised; null where the hub did. */
    private static String operator(Received event) {
        return event.is(PromiseFact.Made.class) ? event.as(PromiseFact.Made.class).operator() : null;
    }

    private Text text(String kind, String channel, Received event, Recipients recipients, UUID customer) {
        ToldPromise promise = promise(event);
        Locale language = texts.language(recipients.language(customer, promise.language()));
        Map<String, String> data = new HashMap<>();
        data.put("subject", withoutReplyMark(promise.subject()));
        data.put("signature", operator(event));
        data.put("promised", PromisedTime.inWords(promise.promised(), promise.zone(), language));
        return texts.render(new TemplateKey(kind, Category.SERVICE.word(), channel, language.getLanguage()),
                recipients.addressee(customer), data);
    }

    /** A time that has passed is no promise any more: told late, it would only show that we are late. */
    private Optional<String> hindrance(ToldPromise promise, Recipients recipients, UUID customer,
            String channel) {
        if (promise.promised().isBefore(clock.instant())) {
            return Optional.of("promise-passed: the promised time is over");
        }
        return recipients.suppressed(promise.to(), channel).or(() -> recipients.refused(customer, channel));
    }

    /** A subject without the marks of earlier replies. */
    static String withoutReplyMark(String subject) {
        return subject == null ? "" : REPLY_MARK.matcher(subject).replaceFirst("").strip();
    }
}
