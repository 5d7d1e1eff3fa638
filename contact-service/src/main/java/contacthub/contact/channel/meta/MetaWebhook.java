package contacthub.contact.channel.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Said;
import contacthub.contact.channel.Signatures;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/**
 * What Meta's webhooks have in common: the raw body is signed with the app's secret, a body has any number of entries of
 * one kind of object, and setting it up asks for a challenge.
 */
abstract class MetaWebhook implements Vendor {

    private static final String OTHER_OBJECT = "other_object";

    private final String channel;
    private final String object;
    private final MetaAccounts accounts;
    private final Set<String> kinds;

    /** The sets are the kinds that are counted by their name. */
    MetaWebhook(String channel, String object, MetaAccounts accounts, List<Set<String>> kinds) {
        this.channel = channel;
        this.object = object;
        this.accounts = accounts;
        this.kinds = Stream.concat(Stream.of(OTHER_OBJECT), kinds.stream().flatMap(Set::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public boolean sent(Callback callback) {
        String secret = accounts.secrets().get(callback.account());
        return secret != null && Signatures.equal("sha256=" + Signatures.hex(secret, callback.body()),
                callback.header("X-Hub-Signature-256"));
    }

    @Override
    public Optional<String> verifyToken(String account) {
        return Optional.ofNullable(accounts.verifyTokens().get(account));
    }

    @Override
    public Told read(Callback callback) {
        JsonNode body = callback.json();
        List<Said> said = new ArrayList<>();
        if (body.path("object").asText("").equals(object)) {
            body.path("entry").forEach(entry -> read(entry, said));
        } else {
            said.add(new Said.Unused(OTHER_OBJECT));
        }
        return Told.of(said);
    }

    /** Adds what an entry says, in its order. */
    abstract void read(JsonNode entry, List<Said> said);

    @Override
    public Set<String> kinds() {
        return kinds;
    }
}
