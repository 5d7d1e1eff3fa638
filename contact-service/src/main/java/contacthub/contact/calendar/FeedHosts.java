package contacthub.contact.calendar;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contact.calendar.WorkingCalendar.Invalid;

/**
 * The hosts that feeds may be read from. The hub reads only where its administrator lets it, or anybody's calendar could
 * make it look around in the company's network.
 */
@ApplicationScoped
class FeedHosts {

    private static final int LONGEST = 1_000;
    private static final String ANY_PORT = ":*";

    private final Set<String> allowed;

    FeedHosts(@ConfigProperty(name = "hub.calendar.feed-hosts") Optional<Set<String>> allowed) {
        this.allowed = allowed.orElse(Set.of());
    }

    /** The address of a feed; {@link Invalid} where it is none, not https, or on a host that is not allowed. */
    URI allowed(String feed) {
        URI uri = uri(feed);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new Invalid("feed", "must be an https address without a user");
        }
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        if (!allowed.contains(host) && !allowed.contains(uri.getHost() + ANY_PORT)) {
            throw new Invalid("feed", "is on a host that hub.calendar.feed-hosts does not allow: " + host);
        }
        return uri;
    }

    private static URI uri(String feed) {
        try {
            if (feed.length() > LONGEST) {
                throw new Invalid("feed", "is longer than " + LONGEST + " characters");
            }
            return new URI(feed);
        } catch (URISyntaxException e) {
            throw new Invalid("feed", "is no address");
        }
    }
}
