package contacthub.contact.channel.twilio;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

import jakarta.inject.Singleton;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/** Twilio's webhook for messages and their status: a signed form, answered with TwiML that does nothing. */
@Singleton
class TwilioWebhook implements Vendor {

    private final TwilioAccounts accounts;

    TwilioWebhook(TwilioAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String channel() {
        return "sms";
    }

    @Override
    public boolean sent(Callback callback) {
        String token = accounts.secrets().get(callback.account());
        return token != null
                && TwilioSignature.isRight(token, url(callback), fields(callback), callback.body(),
                        callback.header("X-Twilio-Signature"));
    }

    /** The URL that Twilio knows, with the query of this request. */
    private String url(Callback callback) {
        String known = accounts.urls().get(callback.account());
        if (known == null) {
            return callback.url();
        }
        int query = callback.url().indexOf('?');
        return query < 0 ? known : known.replaceFirst("\\?.*", "") + callback.url().substring(query);
    }

    private static SortedMap<String, List<String>> fields(Callback callback) {
        return callback.isForm() ? callback.form() : Collections.emptySortedMap();
    }

    @Override
    public Told read(Callback callback) {
        return new Told(List.of(new TwilioForm(fields(callback)).said()), "<Response/>", "application/xml");
    }

    @Override
    public Set<String> kinds() {
        return TwilioForm.KINDS;
    }
}
