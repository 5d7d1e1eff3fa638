package contacthub.notification.channel.email;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** Sends e-mail over SMTP. */
@ApplicationScoped
class EmailAdapter implements Adapter {

    /** The host of a default installation, which can never exist (RFC 2606). */
    private static final String NO_HOST = "not-configured.invalid";
    private static final int CONNECT_MILLIS = 3_000;
    private static final int SEND_SECONDS = 20;
    private static final Pattern ADDRESS = Pattern
            .compile("[^\\s<>@,;:\"()\\[\\]]{1,64}@[^\\s<>@,;:\"()\\[\\]]{1,253}");

    private final ReactiveMailer mailer;
    private final Context context;
    private final String host;
    private final int port;
    private final Composing composing;

    EmailAdapter(ReactiveMailer mailer, Vertx vertx, @ConfigProperty(name = "quarkus.mailer.host") String host,
            @ConfigProperty(name = "quarkus.mailer.port") Optional<Integer> port,
            @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "quarkus.mailer.from") String from, EmailSettings settings) {
        this.mailer = mailer;
        this.context = vertx.getOrCreateContext();
        this.host = host;
        this.port = port.orElse(tls ? 465 : 25);
        this.composing = new Composing(from, settings);
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public boolean isConfigured() {
        return !host.equals(NO_HOST);
    }

    @Override
    public Outcome send(Message message) {
        if (!ADDRESS.matcher(message.to().value()).matches()) {
            return new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, "no e-mail address");
        }
        try {
            knock();
        } catch (IOException e) {
            return new Outcome.TransientFailure("no connection to the mail server: " + e);
        }
        try {
            sending(composing.letter(message)).get(SEND_SECONDS, TimeUnit.SECONDS);
            return new Outcome.Accepted(composing.id(message));
        } catch (ExecutionException e) {
            return SmtpAnswer.of(e);
        } catch (TimeoutException e) {
            return new Outcome.Unclear("the mail server did not answer within " + SEND_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unclear("interrupted while the mail server had it");
        }
    }

    /**
     * Sends on an event loop, never from this thread: Vert.x' mail client sets its handlers where it is called, and from
     * a thread of ours it now and then missed the server's greeting and waited for ever (2 of 600 letters, measured).
     */
    private CompletableFuture<Void> sending(Mail mail) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        context.runOnContext(ready -> Uni.createFrom().deferred(() -> mailer.send(mail)).subscribe()
                .with(sent::complete, sent::completeExceptionally));
        return sent;
    }

    /** A server that is not there is told apart from one that was lost while it had the message. */
    private void knock() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        }
    }
}
