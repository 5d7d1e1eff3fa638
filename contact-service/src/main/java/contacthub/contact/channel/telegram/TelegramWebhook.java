package contacthub.contact.channel.telegram;

import java.util.Set;

import jakarta.inject.Singleton;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Signatures;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/** Telegram's webhook: authenticated by the secret token of setWebhook, one update a body. */
@Singleton
class TelegramWebhook implements Vendor {

    private final TelegramAccounts accounts;

    TelegramWebhook(TelegramAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String channel() {
        return "telegram";
    }

    @Override
    public boolean sent(Callback callback) {
        return Signatures.equal(accounts.secrets().get(callback.account()),
                callback.header("X-Telegram-Bot-Api-Secret-Token"));
    }

    @Override
    public Told read(Callback callback) {
        return Told.of(new TelegramUpdate(callback.json()).said());
    }

    @Override
    public Set<String> kinds() {
        return TelegramUpdate.KINDS;
    }
}
