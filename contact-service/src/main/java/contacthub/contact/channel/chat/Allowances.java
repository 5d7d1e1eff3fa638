package contacthub.contact.channel.chat;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** What visitors and the network addresses they come from may still do here. */
@ApplicationScoped
class Allowances {

    private static final Duration FORGET = Duration.ofMinutes(5);
    private static final int MOST = 100_000;

    private final ChatSettings settings;
    private final Clock clock;
    private final Cache<UUID, Allowance> visitors = remembered();
    private final Cache<String, Allowance> addresses = remembered();
    private final Cache<String, Allowance> connecting = remembered();

    Allowances(ChatSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Idle for that long, anybody may do everything again, so nothing is lost by forgetting them. */
    private static <K> Cache<K, Allowance> remembered() {
        return Caffeine.newBuilder().expireAfterAccess(FORGET).maximumSize(MOST).build();
    }

    boolean connection(String address) {
        return connecting.get(address, key -> new Allowance(clock, settings.addressConnectionsPerMinute())).take();
    }

    boolean message(UUID visitor, String address) {
        return visitors.get(visitor, key -> new Allowance(clock, settings.visitorMessagesPerMinute())).take()
                && addresses.get(address, key -> new Allowance(clock, settings.addressMessagesPerMinute())).take();
    }
}
