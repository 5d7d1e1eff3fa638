package contacthub.contact.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import contacthub.contracts.Json;

/**
 * Follows a customer's history. Each reader looks every half second, a little into the past, because transactions do
 * not commit in the order of their times; what a reader has already been sent is not sent again.
 */
@ApplicationScoped
class LiveTimeline {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final TimelineReader reader;
    private final Clock clock;

    LiveTimeline(TimelineReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    Multi<OutboundSseEvent> of(UUID customer, String last, Sse sse) {
        Follower follower = last == null
                ? new Follower(customer, clock.instant())
                : new Follower(customer, Cursor.read(last));
        Multi<OutboundSseEvent> entries = Multi.createFrom().ticks().every(EVERY).onOverflow().drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem().transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(follower.news()))
                .map(entry -> event(entry, sse));
        // A sign of life at once opens the stream for the reader, and later ones keep proxies from closing it.
        Multi<OutboundSseEvent> life = Multi.createFrom().ticks().every(ALIVE).onOverflow().drop()
                .map(tick -> sse.newEventBuilder().comment("live").build());
        return Multi.createBy().merging().streams(life, entries);
    }

    private static OutboundSseEvent event(ShownEntry entry, Sse sse) {
        return sse.newEventBuilder()
                .id(new Cursor(entry.changedAt(), entry.id()).text())
                .name("entry")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(Json.text(entry))
                .build();
    }

    /** One reader: from where on it looks, and what it has been sent since. */
    private final class Follower {

        private final UUID customer;
        private final Map<UUID, Instant> sent = new HashMap<>();
        private Instant since;

        Follower(UUID customer, Instant since) {
            this.customer = customer;
            this.since = since;
        }

        Follower(UUID customer, Cursor last) {
            this(customer, last.at());
            sent.put(last.id(), last.at());
        }

        List<ShownEntry> news() {
            Instant from = since.minus(OVERLAP);
            List<ShownEntry> fresh = reader.changes(customer, from).stream().filter(this::isNews).toList();
            for (ShownEntry entry : fresh) {
                sent.put(entry.id(), entry.changedAt());
                since = entry.changedAt().isAfter(since) ? entry.changedAt() : since;
            }
            sent.values().removeIf(changed -> changed.isBefore(from));
            return fresh;
        }

        private boolean isNews(ShownEntry entry) {
            Instant before = sent.get(entry.id());
            return before == null || entry.changedAt().isAfter(before);
        }
    }
}
