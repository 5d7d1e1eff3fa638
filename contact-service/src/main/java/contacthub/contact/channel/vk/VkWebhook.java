package contacthub.contact.channel.vk;

import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Signatures;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;
import contacthub.runtime.web.Problem;

/** VK's webhook: the secret is in the body, and everything but the confirmation is answered "ok". */
@Singleton
class VkWebhook implements Vendor {

    private static final String CONFIRMATION = "confirmation";

    private final VkAccounts accounts;

    VkWebhook(VkAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String channel() {
        return "vk";
    }

    @Override
    public boolean sent(Callback callback) {
        String secret = accounts.secrets().get(callback.account());
        return secret != null && Signatures.equal(secret, callback.json().path("secret").textValue());
    }

    @Override
    public Told read(Callback callback) {
        JsonNode event = callback.json();
        return event.path("type").asText("").equals(CONFIRMATION)
                ? Told.answering(CONFIRMATION, confirmation(callback.account()))
                : Told.of(new VkEvent(event).said()).answer("ok");
    }

    private String confirmation(String account) {
        String confirmation = accounts.confirmations().get(account);
        if (confirmation == null) {
            throw Problem.unauthorized("This account has no confirmation text.");
        }
        return confirmation;
    }

    @Override
    public Set<String> kinds() {
        return VkEvent.KINDS;
    }
}
