package contacthub.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An SMSC that takes every message at once and counts them (SMPP 3.4): the limit that any sender can reach. */
final class CountingSmsc implements AutoCloseable {

    private static final int HEADER = 16;
    private static final int SUBMIT = 0x00000004;
    private static final int ANSWER = 0x80000000;
    private static final int UNBIND = 0x00000006;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService lines = Executors.newCachedThreadPool(task -> {
        Thread daemon = new Thread(task, "smsc");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicLong taken = new AtomicLong();

    CountingSmsc() throws IOException {
        lines.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many messages it took so far. */
    long taken() {
        return taken.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        lines.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket line = server.accept();
                line.setTcpNoDelay(true);
                lines.execute(() -> serve(line));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket line) {
        try (line;
                DataInputStream in = new DataInputStream(line.getInputStream());
                DataOutputStream out = new DataOutputStream(line.getOutputStream())) {
            for (int command = 0; command != UNBIND;) {
                int length = in.readInt();
                command = in.readInt();
                in.readInt();
                int sequence = in.readInt();
                in.skipNBytes(length - HEADER);
                if ((command & ANSWER) == 0) {
                    out.write(answer(command, sequence));
                }
            }
        } catch (EOFException e) {
            // Gone.
        } catch (IOException e) {
            throw new IllegalStateException("the line broke", e);
        }
    }

    /** A bind is answered by a name, a message by its number; what only asks whether we are there, by nothing. */
    private byte[] answer(int command, int sequence) {
        String text = command == SUBMIT
                ? Long.toString(taken.incrementAndGet())
                : command < SUBMIT || command == 9 ? "smsc" : "";
        boolean hasText = !text.isEmpty();
        ByteBuffer pdu = ByteBuffer.allocate(HEADER + text.length() + (hasText ? 1 : 0));
        pdu.putInt(pdu.capacity()).putInt(command | ANSWER).putInt(0).putInt(sequence);
        if (hasText) {
            pdu.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        return pdu.array();
    }
}
