package contacthub.contact.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import contacthub.runtime.web.LiveStream;

/**
 * Follows a customer's history. Each reader looks every half second, a little into the past, because transactions do
 * not commit in the order of their times; what a reader has already been sent is not sent again. Everything a reader
 * has is in the ids of its events, so it may go on at any instance, also after a restart.
 */
@ApplicationScoped
class LiveTimeline {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** Most looks see only the newest entries; one in so many, the first too, sees changes of old ones. */
    private static final int WHOLE = 10;

    private final TimelineReader reader;
    private final Clock clock;

    LiveTimeline(TimelineReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    Multi<OutboundSseEvent> of(UUID customer, TimelineQuery query, String last, Sse sse) {
        Filters filters = Filters.ofStream(query);
        var follower = new Follower(customer, filters,
                last == null ? new Bookmark(clock.instant(), List.of()) : Bookmark.read(last));
        Multi<OutboundSseEvent> entries = Multi.createFrom().ticks().every(EVERY).onOverflow().drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem().transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(follower.news()))
                .map(news -> event(news, sse));
        return LiveStream.of(sse, entries);
    }

    private static OutboundSseEvent event(News news, Sse sse) {
        return sse.newEventBuilder()
                .id(news.upTo.text())
                .name("entry")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(Json.text(news.entry))
                .build();
    }

    /** An entry that is new or changed, and what its reader has got with it. */
    private record News(ShownEntry entry, Bookmark upTo) {}

    /** One reader: from where on it looks, and what it has been sent since. */
    private final class Follower {

        private final UUID customer;
        private final Filters filters;
        private final Map<String, Instant> sent = new LinkedHashMap<>();
        private Instant since;
        private Instant from;
        private long looks;

        Follower(UUID customer, Filters filters, Bookmark last) {
            this.customer = customer;
            this.filters = filters;
            this.since = last.since();
            this.from = since.minus(OVERLAP);
            last.got().forEach(mark -> sent.put(mark, since));
        }

        List<News> news() {
            if (looks++ % WHOLE != 0) {
                return fresh(reader.newestChanges(customer, filters, from), false);
            }
            List<ShownEntry> changed = reader.changes(customer, filters, from);
            List<News> fresh = fresh(changed, true);
            if (changed.size() == TimelineReader.MOST_CHANGES) {
                from = since;
                looks = 0;
            } else {
                from = since.minus(OVERLAP);
            }
            sent.values().removeIf(changedAt -> changedAt.isBefore(from));
            return fresh;
        }

        /** Those not sent yet; after a look at all entries nothing before the last of them is left to send. */
        private List<News> fresh(List<ShownEntry> changed, boolean all) {
            List<News> fresh = new ArrayList<>();
            for (ShownEntry entry : changed) {
                since = all && entry.changedAt().isAfter(since) ? entry.changedAt() : since;
                if (sent.putIfAbsent(Bookmark.mark(entry), entry.changedAt()) == null) {
                    fresh.add(new News(entry, new Bookmark(since, got())));
                }
            }
            return fresh;
        }

        private List<String> got() {
            List<String> marks = sent.entrySet().stream()
                    .filter(change -> !change.getValue().isBefore(since.minus(OVERLAP))).map(Map.Entry::getKey)
                    .toList();
            return marks.subList(Math.max(0, marks.size() - Bookmark.MOST), marks.size());
        }
    }
}
