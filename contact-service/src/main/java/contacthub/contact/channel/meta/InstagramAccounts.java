package contacthub.contact.channel.meta;

import io.smallrye.config.ConfigMapping;

/** The Instagram accounts whose messages and comments we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.instagram")
interface InstagramAccounts extends MetaAccounts {
}
