package contacthub.contact.channel.meta;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Said;

/** The webhook of the WhatsApp Cloud API. */
@Singleton
class WhatsAppWebhook extends MetaWebhook {

    WhatsAppWebhook(WhatsAppAccounts accounts) {
        super("whatsapp", "whatsapp_business_account", accounts, List.of(WhatsAppChange.KINDS));
    }

    @Override
    void read(JsonNode entry, List<Said> said) {
        entry.path("changes").forEach(change -> new WhatsAppChange(change).read(said));
    }
}
