package contacthub.contact.channel.meta;

import java.util.Map;

/** What is set up for each of Meta's channels, by the account name in the webhook's URL. */
interface MetaAccounts {

    /** Per account the secret of the app, with which Meta signs. */
    Map<String, String> secrets();

    /** Per account the verify token chosen when the webhook is set up. */
    Map<String, String> verifyTokens();
}
