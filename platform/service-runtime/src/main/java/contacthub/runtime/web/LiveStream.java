package contacthub.runtime.web;

import java.time.Duration;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;

/** Server-sent events that readers follow for hours. */
public final class LiveStream {

    private static final Duration ALIVE = Duration.ofSeconds(15);
    /** Then the reader comes again by itself, with credentials that are looked at again. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private LiveStream() {
    }

    /** With a sign of life at once, which opens the stream for the reader, and later ones that keep proxies from closing it. */
    public static Multi<OutboundSseEvent> of(Sse sse, Multi<OutboundSseEvent> events) {
        Multi<OutboundSseEvent> life = Multi.createFrom().ticks().every(ALIVE).onOverflow().drop()
                .map(tick -> sse.newEventBuilder().comment("live").build());
        return Multi.createBy().merging().streams(life, events).select().first(LONGEST);
    }
}
