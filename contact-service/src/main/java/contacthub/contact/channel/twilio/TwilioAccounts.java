package contacthub.contact.channel.twilio;

import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The Twilio accounts whose messages we take, by the account name in the webhook's URL. */
@ConfigMapping(prefix = "hub.webhook.sms")
interface TwilioAccounts {

    /** Per account the auth token, with which Twilio signs. */
    Map<String, String> secrets();

    /** Per account the URL as it was given to Twilio, which is signed too; without one, the URL as the hub sees it. */
    Map<String, String> urls();
}
