package contacthub.notification.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.delivery.Outgoing;
import contacthub.notification.delivery.Silencing;
import contacthub.notification.preference.Category;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.StopWords;
import contacthub.notification.preference.StopWords.Said;
import contacthub.notification.preference.Stops;
import contacthub.notification.template.TemplateKey;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.event.Received;

/**
 * Switches a channel off for who writes STOP on it, and on for who writes START, and confirms that once: the only
 * message that may follow a STOP. Whatever else is written changes neither.
 */
@ApplicationScoped
class Stopping {

    private static final Set<PreferenceChannel> WRITTEN = EnumSet.of(PreferenceChannel.SMS,
            PreferenceChannel.MESSENGER, PreferenceChannel.EMAIL);

    private final StopWords words;
    private final Texts texts;
    private final Silencing silencing;

    Stopping(StopWords words, Texts texts, Silencing silencing) {
        this.words = words;
        this.silencing = silencing;
        this.texts = texts;
    }

    /** Those among these events that changed something and are to be confirmed, with what they said. */
    Map<Received, Said> take(Connection connection, List<Received> events) throws SQLException {
        Map<Received, Said> changes = new HashMap<>();
        for (Received event : events) {
            Optional<Said> said = event.is(ContactFact.Received.class)
                    ? said(event.as(ContactFact.Received.class))
                    : Optional.empty();
            if (said.isPresent() && changed(connection, event.as(ContactFact.Received.class), said.get())) {
                changes.put(event, said.get());
            }
        }
        return changes;
    }

    /** Only what came over a channel that we can answer on at the very address; chats belong to contact-service. */
    private Optional<Said> said(ContactFact.Received contact) {
        Address from = contact.from();
        PreferenceChannel channel = PreferenceChannel.ofContact(contact.channel());
        boolean written = from != null && from.type() != null && from.value() != null && WRITTEN.contains(channel)
                && !channel.among(List.of(from)).isEmpty();
        return written ? words.said(contact.text()) : Optional.empty();
    }

    private boolean changed(Connection connection, ContactFact.Received contact, Said said) throws SQLException {
        PreferenceChannel channel = PreferenceChannel.ofContact(contact.channel());
        if (said == Said.START) {
            return Stops.start(connection, channel, contact.from());
        }
        boolean stopped = Stops.stop(connection, channel, contact.from());
        if (stopped) {
            silencing.silence(connection, Adapters.answering(contact.channel(), contact.from()), contact.from());
        }
        return stopped;
    }

    /** Sent although the address was stopped just now: it is what was asked for. */
    Outgoing confirmation(Received event, Said said, Recipients recipients) {
        ContactFact.Received contact = event.as(ContactFact.Received.class);
        UUID customer = CustomerLedger.customer(event);
        String channel = Adapters.answering(contact.channel(), contact.from());
        String kind = said == Said.STOP ? Outgoing.STOPPED : Outgoing.STARTED;
        Locale language = texts.language(recipients.language(customer, null));
        Text text = texts.render(new TemplateKey(kind, Category.SERVICE.word(), channel, language.getLanguage()),
                recipients.addressee(customer), Map.of());
        return new Outgoing(event, customer, kind, Category.SERVICE.word(), channel, contact.from(),
                contact.thread(), null, text.subject(), text.body(), text.template(),
                "confirms " + said + " on the channel it came by", Optional.empty());
    }
}
