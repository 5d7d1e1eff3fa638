package contacthub.contact.channel.telegram;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The bots whose updates we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.telegram")
interface TelegramAccounts {

    /** Per account the {@code secret_token} given to setWebhook. */
    Map<String, String> secrets();
}
