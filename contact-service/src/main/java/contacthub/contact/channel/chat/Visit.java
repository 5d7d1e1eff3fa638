package contacthub.contact.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jboss.logging.Logger;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

import contacthub.contact.conversation.ChatReplies.News;
import contacthub.contact.conversation.ChatReplies.Reader;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.contracts.ToldPromise;

/** One open page: its connection, whose it is once it has said so, and what it has been shown. */
final class Visit {

    private static final Logger LOG = Logger.getLogger(Visit.class);
    private static final Duration TO_SAY_HELLO = Duration.ofSeconds(10);
    /** A page pings every 25 seconds. */
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final int FRAMES_PER_MINUTE = 300;
    private static final UUID NOTHING = new UUID(0, 0);
    private static final String QUESTION = FactTypes.name(ConversationFact.Asked.class);
    private static final String RENEWED = FactTypes.name(PromiseFact.Renewed.class);
    private static final String REPLY = FactTypes.name(ContactFact.Sent.class);

    private final WebSocketConnection connection;
    private final Clock clock;
    private final Allowance frames;
    /** Of the one thread that shows news. */
    private final Set<UUID> shown = new HashSet<>();
    private volatile Instant heard;
    private volatile Greeted greeted;

    /** Whose page it is. */
    private record Greeted(UUID visitor, UUID since, String language) {}

    Visit(WebSocketConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.frames = new Allowance(clock, FRAMES_PER_MINUTE);
        this.heard = clock.instant();
    }

    String account() {
        return connection.pathParam("account");
    }

    String address() {
        return connection.userData().get(ChatGate.ADDRESS);
    }

    /** The page has said something; false when it says too much. */
    boolean heard() {
        heard = clock.instant();
        return frames.take();
    }

    boolean isGreeted() {
        return greeted != null;
    }

    void greet(UUID visitor, UUID seen, String language) {
        greeted = new Greeted(visitor, seen == null ? NOTHING : seen, language);
    }

    UUID visitor() {
        return greeted.visitor;
    }

    String language() {
        return greeted.language;
    }

    Reader reader() {
        return new Reader(connection.id(), greeted.visitor, greeted.since);
    }

    /** Whether nobody seems to be there any more. */
    boolean isAbandoned() {
        return heard.plus(isGreeted() ? IDLE : TO_SAY_HELLO).isBefore(clock.instant());
    }

    /** Shows a reply or a promise once; the page says itself when it has it. */
    void show(News news) {
        if (shown.add(news.id())) {
            frame(news).ifPresent(frame -> send(frame).subscribe().with(done -> {
            }, failure -> LOG.debugf("a page was gone before it could be shown a reply: %s", failure)));
        }
    }

    /** Nothing where the text has been taken off the timeline since. */
    private Optional<Object> frame(News news) {
        byte[] data = news.data().getBytes(UTF_8);
        if (news.type().equals(QUESTION)) {
            return Optional.of(new Frame.Reply(news.id(), question(), news.at()));
        }
        return news.type().equals(REPLY)
                ? Optional.ofNullable(Json.read(data, ContactFact.Sent.class).text())
                        .map(text -> new Frame.Reply(news.id(), text, news.at()))
                : promise(news, data);
    }

    private static Optional<Object> promise(News news, byte[] data) {
        boolean renewed = news.type().equals(RENEWED);
        ToldPromise promise = renewed
                ? Json.read(data, PromiseFact.Renewed.class)
                : Json.read(data, PromiseFact.Made.class);
        return Optional.ofNullable(promise.promised())
                .map(due -> new Frame.Promise(news.id(), due, renewed, news.at()));
    }

    private String question() {
        return greeted.language != null && greeted.language.startsWith("ru")
                ? "Ваш вопрос решён? Ответьте «да» или «нет»."
                : "Is your matter solved? Please answer yes or no.";
    }

    Uni<Void> send(Object frame) {
        return connection.sendText(Json.text(frame));
    }

    Uni<Void> close(Leave because) {
        return connection.isOpen()
                ? connection.close(new CloseReason(because.code(), because.reason()))
                : Uni.createFrom().voidItem();
    }
}
