package contacthub.contact.channel.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.conversation.ChatReplies;
import contacthub.contact.conversation.ChatReplies.News;
import contacthub.contact.conversation.ChatReplies.Seen;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * Shows operators' replies on the pages that are open here, wherever they were written: every instance looks for news of
 * its own visitors, all in one query. What was shown is noted once the page has said so; lost in between, it is shown
 * again, and the page knows it by its id.
 */
@ApplicationScoped
class ShowingReplies {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final Transactions transactions;
    private final ChatReplies replies;
    private final Visits visits;
    private final Counter delivered;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Worker worker = new Worker("chat", EVERY, this::round);

    ShowingReplies(Transactions transactions, ChatReplies replies, Visits visits, MeterRegistry meters) {
        this.transactions = transactions;
        this.replies = replies;
        this.visits = visits;
        this.delivered = meters.counter("hub.chat.delivered");
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    /** The visitor's page has shown these. */
    void seen(UUID visitor, List<UUID> ids) {
        ids.forEach(id -> seen.add(new Seen(visitor, id)));
    }

    private boolean round() {
        visits.all().stream().filter(Visit::isAbandoned).forEach(visit -> visit.close(Leave.IDLE).subscribe().with(
                closed -> {
                }, gone -> {
                }));
        noteSeen();
        showNews();
        return false;
    }

    private void noteSeen() {
        List<Seen> all = new ArrayList<>(seen);
        if (!all.isEmpty()) {
            delivered.increment(transactions.inNew(connection -> replies.seen(connection, all)));
            all.forEach(done -> seen.poll());
        }
    }

    private void showNews() {
        List<Visit> readers = visits.greeted();
        if (readers.isEmpty()) {
            return;
        }
        List<News> news = transactions.inNew(
                connection -> replies.news(connection, readers.stream().map(Visit::reader).toList()));
        for (News one : news) {
            Visit visit = visits.of(one.reader());
            if (visit != null) {
                visit.show(one);
            }
        }
    }
}
