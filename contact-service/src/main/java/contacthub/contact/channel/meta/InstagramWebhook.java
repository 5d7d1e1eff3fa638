package contacthub.contact.channel.meta;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Said;

/** The webhook of Instagram accounts: direct messages and comments. */
@Singleton
class InstagramWebhook extends MetaWebhook {

    InstagramWebhook(InstagramAccounts accounts) {
        super("instagram", "instagram", accounts, List.of(DirectMessage.KINDS, InstagramChange.KINDS));
    }

    @Override
    void read(JsonNode entry, List<Said> said) {
        DirectMessage.all(channel(), entry).forEach(message -> said.add(message.said()));
        entry.path("changes").forEach(change -> said.add(new InstagramChange(entry, change).said()));
    }
}
