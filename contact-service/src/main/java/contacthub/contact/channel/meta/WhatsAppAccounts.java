package contacthub.contact.channel.meta;

import io.smallrye.config.ConfigMapping;

/** The WhatsApp Cloud API numbers whose messages we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.whatsapp")
interface WhatsAppAccounts extends MetaAccounts {
}
