package contacthub.contact.channel.viber;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The bots whose callbacks we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.viber")
interface ViberAccounts {

    /** Per account the bot's authentication token, with which Viber signs. */
    Map<String, String> secrets();
}
