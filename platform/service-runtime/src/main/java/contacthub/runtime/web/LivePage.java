package contacthub.runtime.web;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import contacthub.contracts.Json;

/** Follows anything that can be read anew: sends it at once, and again whenever it is other than what was sent last. */
public final class LivePage {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private LivePage() {
    }

    /** Events named {@code page} with what was read as JSON; for readers that start anew after each reconnection. */
    public static Multi<OutboundSseEvent> of(Sse sse, Supplier<?> page) {
        Multi<OutboundSseEvent> pages = Multi.createFrom().ticks().every(EVERY).onOverflow().drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> Json.text(page.get()))
                .skip().repetitions()
                .map(text -> sse.newEventBuilder().name("page").mediaType(MediaType.TEXT_PLAIN_TYPE).data(text)
                        .build());
        return LiveStream.of(sse, pages);
    }
}
