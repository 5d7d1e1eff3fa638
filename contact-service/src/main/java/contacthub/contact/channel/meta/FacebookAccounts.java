package contacthub.contact.channel.meta;

import io.smallrye.config.ConfigMapping;

/** The Facebook pages whose messages, comments and reviews we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.facebook")
interface FacebookAccounts extends MetaAccounts {
}
