package contacthub.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;

/**
 * Keeps a number of HTTP/1.1 connections busy from one thread and counts the answers. Written by hand because it shares
 * two processors with what it measures: java.net.http costs several times as much for each request.
 */
final class HttpLoad implements AutoCloseable {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector;
    private final LongFunction<byte[]> requests;
    private final Limit limit;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private long begun;
    private long sent;
    private long answered;
    private long refused;

    /**
     * When to stop and how fast to go.
     *
     * @param requests at most so many
     * @param time at most so long
     * @param perSecond at most so many a second; 0 for as fast as answers come
     */
    record Limit(long requests, Duration time, double perSecond) {

        static Limit time(Duration time) {
            return new Limit(Long.MAX_VALUE, time, 0);
        }

        static Limit requests(long requests) {
            return new Limit(requests, Duration.ofMinutes(10), 0);
        }

        static Limit rate(Duration time, double perSecond) {
            return new Limit(Long.MAX_VALUE, time, perSecond);
        }
    }

    /** What came of it: answers of success, others, and how long it took until the last answer. */
    record Result(long answered, long refused, Duration took, Latencies latencies) {

        double perSecond() {
            return answered / (took.toNanos() / 1e9);
        }
    }

    private HttpLoad(LongFunction<byte[]> requests, Limit limit) throws IOException {
        this.selector = Selector.open();
        this.requests = requests;
        this.limit = limit;
    }

    /** Sends requests, numbered from 0, to the service over so many connections. */
    static Result run(URI service, int connections, LongFunction<byte[]> requests, Limit limit) throws IOException {
        try (HttpLoad load = new HttpLoad(requests, limit)) {
            load.connect(service, connections);
            return load.run();
        }
    }

    private void connect(URI service, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            idle.add(connection);
        }
    }

    private Result run() throws IOException {
        begun = System.nanoTime();
        long deadline = begun + limit.time.toNanos();
        long last = begun;
        while (System.nanoTime() < deadline && (sent < limit.requests || answered + refused < sent)) {
            sendDue();
            last = read() ? System.nanoTime() : last;
        }
        while (answered + refused < sent && System.nanoTime() - last < PATIENCE.toNanos()) {
            last = read() ? System.nanoTime() : last;
        }
        return new Result(answered, refused + sent - answered - refused, Duration.ofNanos(last - begun), latencies);
    }

    private void sendDue() throws IOException {
        while (!idle.isEmpty() && sent < limit.requests && isDue()) {
            idle.poll().send(requests.apply(sent++));
        }
    }

    private boolean isDue() {
        return limit.perSecond == 0 || System.nanoTime() - begun >= sent / limit.perSecond * 1e9;
    }

    private boolean read() throws IOException {
        selector.select(1);
        boolean something = !selector.selectedKeys().isEmpty();
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable()) {
                connection.read();
            }
        }
        selector.selectedKeys().clear();
        return something;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One connection, with at most one request under way. */
    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
        private ByteBuffer request;
        private SelectionKey key;
        private long sentAt;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] bytes) throws IOException {
            request = ByteBuffer.wrap(bytes);
            sentAt = System.nanoTime();
            write();
        }

        void write() throws IOException {
            channel.write(request);
            key.interestOps(request.hasRemaining()
                    ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                    : SelectionKey.OP_READ);
        }

        void read() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("the service closed a connection");
            }
            int status = HttpAnswer.status(answer);
            if (status != 0) {
                answer.clear();
                count(status);
                idle.add(this);
            }
        }

        private void count(int status) {
            latencies.add(System.nanoTime() - sentAt);
            if (status / 100 == 2) {
                answered++;
            } else {
                refused++;
            }
        }
    }
}
