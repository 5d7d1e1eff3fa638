package contacthub.contact.channel.meta;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Said;

/** The webhook of Facebook pages: Messenger, comments, posts and reviews. */
@Singleton
class FacebookWebhook extends MetaWebhook {

    FacebookWebhook(FacebookAccounts accounts) {
        super("facebook", "page", accounts, List.of(DirectMessage.KINDS, PageChange.KINDS));
    }

    @Override
    void read(JsonNode entry, List<Said> said) {
        DirectMessage.all(channel(), entry).forEach(message -> said.add(message.said()));
        entry.path("changes").forEach(change -> said.add(new PageChange(entry, change).said()));
    }
}
