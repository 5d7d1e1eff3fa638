package contacthub.notification.trigger;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.ContactFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.customer.Customers;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.preference.Category;
import contacthub.notification.template.TemplateKey;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.event.Received;

/**
 * Delivers an operator's reply where the customer asked. What a person answers to a person needs no consent; only an
 * address that must be left alone stops it.
 */
@ApplicationScoped
class Replying {

    private final Texts texts;

    Replying(Texts texts) {
        this.texts = texts;
    }

    Outgoing to(Received event, Recipients recipients) {
        ContactFact.Sent reply = event.as(ContactFact.Sent.class);
        UUID customer = CustomerLedger.customer(event);
        String channel = Adapters.answering(reply.channel(), reply.to());
        boolean own = channel.equals(reply.channel());
        Text text = text(reply, channel, recipients, customer);
        return new Outgoing(event, customer, Outgoing.REPLY, Category.SERVICE.word(), channel, reply.to(),
                own ? reply.thread() : null, own ? reply.inReplyTo() : null, text.subject(), text.body(),
                text.template(), "the operator answers on the conversation's own channel",
                recipients.suppressed(reply.to(), channel));
    }

    private Text text(ContactFact.Sent reply, String channel, Recipients recipients, UUID customer) {
        String spoken = Customers.languageOf(reply.text()).orElse(null);
        Locale language = texts.language(recipients.language(customer, spoken));
        Map<String, String> data = new HashMap<>();
        data.put("subject", Acknowledging.withoutReplyMark(reply.subject()));
        data.put("text", reply.text());
        data.put("signature", reply.operator());
        return texts.render(
                new TemplateKey(Outgoing.REPLY, Category.SERVICE.word(), channel, language.getLanguage()),
                recipients.addressee(customer), data);
    }
}
