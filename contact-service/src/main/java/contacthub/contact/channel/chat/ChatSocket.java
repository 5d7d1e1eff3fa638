package contacthub.contact.channel.chat;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;

import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.runtime.event.Ids;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/**
 * Where the chat widget connects. A message is acknowledged only once it is durable on the intake log; the page sends it
 * again, under the same id, until it is.
 */
@WebSocket(path = "/widget/{account}/socket", endpointId = ChatSocket.ID)
@PermitAll
class ChatSocket {

    static final String ID = "chat";
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{2,35}");

    private final ChatSettings settings;
    private final Visits visits;
    private final VisitorTokens tokens;
    private final Allowances allowances;
    private final ShowingReplies showing;
    private final Intake intake;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    ChatSocket(ChatSettings settings, Visits visits, VisitorTokens tokens, Allowances allowances,
            ShowingReplies showing, Intake intake, MeterRegistry meters, Ids ids, Clock clock) {
        this.settings = settings;
        this.visits = visits;
        this.tokens = tokens;
        this.allowances = allowances;
        this.showing = showing;
        this.intake = intake;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        visits.begin(connection.id(), new Visit(connection, clock));
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        visits.end(connection.id());
    }

    /** What a page sends too large or cut short ends its connection; the page connects again. */
    @OnError
    Uni<Void> failed(WebSocketConnection connection, Throwable failure) {
        LOG.logf(failure instanceof HttpClosedException ? Level.DEBUG : Level.INFO, "a chat connection is ended: %s",
                failure);
        return connection.isOpen()
                ? connection.close(CloseReason.INTERNAL_SERVER_ERROR)
                : Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> on(String text, WebSocketConnection connection) {
        Visit visit = visits.of(connection.id());
        if (!visit.heard()) {
            return visit.close(Leave.TOO_MUCH);
        }
        try {
            return on(Frame.read(text), visit);
        } catch (Problem wrong) {
            FieldError first = wrong.errors().get(0);
            return visit.send(new Frame.Wrong(first.field(), first.reason()));
        }
    }

    private Uni<Void> on(Frame.FromPage frame, Visit visit) {
        if (frame.type().equals("ping")) {
            return visit.send(new Frame.Pong());
        }
        if (frame.type().equals("hello") == visit.isGreeted()) {
            throw Problem.invalid("type", visit.isGreeted() ? "must not be hello again" : "must be hello first");
        }
        return switch (frame.type()) {
            case "hello" -> greet(frame, visit);
            case "message" -> take(frame, visit);
            case "seen" -> note(frame, visit);
            default -> throw Problem.invalid("type", "must be hello, message, seen or ping");
        };
    }

    private Uni<Void> greet(Frame.FromPage hello, Visit visit) {
        Optional<UUID> visitor = hello.token() == null
                ? Optional.of(ids.next())
                : tokens.visitor(visit.account(), hello.token());
        if (visitor.isEmpty()) {
            return visit.close(Leave.UNKNOWN_VISITOR);
        }
        ChatSettings.Account account = settings.accounts().get(visit.account());
        var welcome = new Frame.Welcome(tokens.of(visit.account(), visitor.get()), account.title().orElse(null),
                account.greeting().orElse(null));
        return visit.send(welcome).invoke(() -> visit.greet(visitor.get(), hello.seen(), language(hello.language())));
    }

    /** A tag of BCP 47, or what may pass for one; nothing for any other text. */
    private static String language(String tag) {
        return tag != null && LANGUAGE.matcher(tag).matches() ? tag : null;
    }

    private Uni<Void> note(Frame.FromPage seen, Visit visit) {
        List<UUID> shown = seen.ids() == null ? List.of() : seen.ids();
        showing.seen(visit.visitor(), shown.stream().filter(Objects::nonNull).toList());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> take(Frame.FromPage message, Visit visit) {
        if (!allowances.message(visit.visitor(), visit.address())) {
            count(visit, "limited");
            return visit.close(Leave.TOO_MUCH);
        }
        try {
            return take(new Said(visit.account(), visit.visitor(), visit.language(), message).posted(), visit);
        } catch (Problem wrong) {
            count(visit, "refused");
            return visit.send(new Frame.Failed(message.id(), wrong.getMessage(), false));
        }
    }

    private Uni<Void> take(Posted posted, Visit visit) {
        List<FieldError> errors = intake.check(posted);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return Uni.createFrom().completionStage(() -> intake.take(List.of(posted), null))
                .onItemOrFailure().transformToUni((receipt, failure) -> {
                    count(visit, failure == null ? "taken" : "failed");
                    return visit.send(failure == null
                            ? new Frame.Ack(posted.id())
                            : new Frame.Failed(posted.id(), "It could not be kept now; it will be sent again.", true));
                });
    }

    private void count(Visit visit, String outcome) {
        meters.counter("hub.chat.messages", "account", visit.account(), "outcome", outcome).increment();
    }
}
