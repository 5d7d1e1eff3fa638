package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.notification.delivery.Writing.Letter;
import contacthub.notification.template.Recipient;
import contacthub.notification.template.TemplateKey;
import contacthub.notification.template.Text;
import contacthub.notification.template.Texts;
import contacthub.runtime.redirect.Redirects;

/** What a letter says: its own words, or those of a template in the customer's language and form of address. */
@ApplicationScoped
class Phrasing {

    private final Texts texts;

    Phrasing(Texts texts) {
        this.texts = texts;
    }

    /** On this channel; null for one that is not sent at all. */
    Text of(Connection connection, Letter letter, UUID customer, String channel) throws SQLException {
        if (letter.template() == null) {
            return new Text(letter.subject(), letter.text(), null);
        }
        Recipient to = Recipient.of(connection, Redirects.of(connection, customer), customer);
        Text said = texts.asked(
                new TemplateKey(letter.template(), letter.category(), channel == null ? TemplateKey.ANY : channel,
                        texts.language(to.language()).getLanguage()),
                to.addressee(), letter.data() == null ? Map.of() : letter.data());
        return letter.subject() == null ? said : new Text(letter.subject(), said.body(), said.template());
    }
}
