package contacthub.contact.channel.slack;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The apps whose events we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.slack")
interface SlackAccounts {

    /** Per account the app's signing secret. */
    Map<String, String> secrets();
}
