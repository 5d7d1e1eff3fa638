package contacthub.contact.channel.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Said;
import contacthub.contact.channel.Signatures;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/** LINE's webhook: the raw body is signed with the channel secret; any number of events a body, none for its check. */
@Singleton
class LineWebhook implements Vendor {

    private final LineAccounts accounts;

    LineWebhook(LineAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String channel() {
        return "line";
    }

    @Override
    public boolean sent(Callback callback) {
        String secret = accounts.secrets().get(callback.account());
        return secret != null && Signatures.equal(Signatures.base64(secret.getBytes(UTF_8), callback.body()),
                callback.header("X-Line-Signature"));
    }

    @Override
    public Told read(Callback callback) {
        List<Said> said = new ArrayList<>();
        callback.json().path("events").forEach(event -> said.add(new LineEvent(event).said()));
        return Told.of(said);
    }

    @Override
    public Set<String> kinds() {
        return LineEvent.KINDS;
    }
}
