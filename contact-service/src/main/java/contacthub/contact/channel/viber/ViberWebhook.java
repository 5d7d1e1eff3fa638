package contacthub.contact.channel.viber;

import java.util.Set;

import jakarta.inject.Singleton;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Signatures;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/** Viber's webhook: the raw body is signed with the bot's token; one callback a body, times in milliseconds. */
@Singleton
class ViberWebhook implements Vendor {

    private final ViberAccounts accounts;

    ViberWebhook(ViberAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String channel() {
        return "viber";
    }

    @Override
    public boolean sent(Callback callback) {
        String token = accounts.secrets().get(callback.account());
        return token != null
                && Signatures.equal(Signatures.hex(token, callback.body()),
                        callback.header("X-Viber-Content-Signature"));
    }

    @Override
    public Told read(Callback callback) {
        return Told.of(new ViberCallback(callback.json()).said());
    }

    @Override
    public Set<String> kinds() {
        return ViberCallback.KINDS;
    }
}
