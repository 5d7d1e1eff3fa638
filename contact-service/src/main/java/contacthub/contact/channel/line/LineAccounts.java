package contacthub.contact.channel.line;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The Messaging API channels whose events we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.line")
interface LineAccounts {

    /** Per account the channel secret, with which LINE signs. */
    Map<String, String> secrets();
}
