package contacthub.notification.trigger;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.ChatWidget;
import contacthub.contracts.ConversationFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.preference.Category;
import contacthub.notification.template.PromisedTime;
import contacthub.notification.template.TemplateKey;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.event.Received;

/** Asks a customer, on the conversation's own channel, whether what we resolved is solved. */
@ApplicationScoped
class Questioning {

    private final Texts texts;
    private final Clock clock;

    Questioning(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    Outgoing of(Received event, Recipients recipients) {
        ConversationFact.Asked asked = event.as(ConversationFact.Asked.class);
        UUID customer = CustomerLedger.customer(event);
        String channel = Adapters.answering(asked.channel(), asked.to());
        Text text = text(asked, channel, recipients, customer);
        return new Outgoing(event, customer, Outgoing.QUESTION, Category.SERVICE.word(), channel, asked.to(),
                channel.equals(asked.channel()) ? asked.thread() : null, null, text.subject(), text.body(),
                text.template(),
                "the conversation's own channel; it was resolved", hindrance(asked, recipients, customer, channel));
    }

    /** Whether it asks somebody; visitors of the chat widget are asked by contact-service. */
    static boolean isTrigger(Received event) {
        return event.is(ConversationFact.Asked.class)
                && !ChatWidget.owns(event.as(ConversationFact.Asked.class).channel(),
                        event.as(ConversationFact.Asked.class).thread());
    }

    private Text text(ConversationFact.Asked asked, String channel, Recipients recipients, UUID customer) {
        Locale language = texts.language(recipients.language(customer, asked.language()));
        Map<String, String> data = new HashMap<>();
        data.put("subject", Acknowledging.withoutReplyMark(asked.subject()));
        data.put("link", asked.link());
        data.put("until", PromisedTime.inWords(asked.until(), asked.zone(), language));
        return texts.render(
                new TemplateKey(Outgoing.QUESTION, Category.SERVICE.word(), channel, language.getLanguage()),
                recipients.addressee(customer), data);
    }

    /** Once silence has been taken for yes, it is too late to ask. */
    private Optional<String> hindrance(ConversationFact.Asked asked, Recipients recipients, UUID customer,
            String channel) {
        if (asked.until().isBefore(clock.instant())) {
            return Optional.of("question-passed: the time to answer is over");
        }
        return recipients.suppressed(asked.to(), channel).or(() -> recipients.refused(customer, channel));
    }
}
