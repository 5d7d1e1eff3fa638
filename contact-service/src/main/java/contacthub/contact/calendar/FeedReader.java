package contacthub.contact.calendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

/**
 * Reads a feed over https: no further than its first answer, for so long, and so much of it. A redirect is a failure,
 * since it could lead to a host nobody allowed.
 */
final class FeedReader {

    private static final int LARGEST = 1024 * 1024;

    private final HttpClient client;
    private final Duration patience;

    FeedReader(SSLContext trust, Duration patience) {
        this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER).build();
        this.patience = patience;
    }

    /** The text of a feed; an {@link IOException} that says in one line why it could not be had. */
    String read(URI feed) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                HttpRequest.newBuilder(feed).timeout(patience).header("Accept", "text/calendar").build(),
                response -> new Bounded());
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("it answered with status " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("it did not answer within " + patience.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() instanceof Large large ? large.getMessage() : "" + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the service is stopping");
        }
    }

    private static final class Large extends IOException {

        Large() {
            super("it is larger than " + LARGEST / 1024 + " KiB");
        }
    }

    /** Ends the connection once there is more than a feed may have. */
    private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {

        private final HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
        private Flow.Subscription subscription;
        private long read;

        @Override
        public CompletionStage<byte[]> getBody() {
            return bytes.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            bytes.onSubscribe(begun);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            read += part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (read > LARGEST) {
                subscription.cancel();
                bytes.onError(new Large());
            } else {
                bytes.onNext(part);
            }
        }

        @Override
        public void onError(Throwable failure) {
            bytes.onError(failure);
        }

        @Override
        public void onComplete() {
            bytes.onComplete();
        }
    }
}
