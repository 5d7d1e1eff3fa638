package contacthub.contact.channel.vk;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The communities whose events we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.vk")
interface VkAccounts {

    /** Per account the secret key of its callback server. */
    Map<String, String> secrets();

    /** Per account the text by which VK is shown that the server is the community's. */
    Map<String, String> confirmations();
}
