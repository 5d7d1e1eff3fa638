package contacthub.contact.channel.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way from a browser to the hub, which can be cut and mended: to the browser, the hub is gone and back. */
final class Cable implements AutoCloseable {

    private final int to;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    Cable(int to) throws IOException {
        this.to = to;
        listen(0);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen(int port) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = listening;
        daemon(() -> {
            while (true) {
                Socket browser = listening.accept();
                Socket hub = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.addAll(List.of(browser, hub));
                daemon(() -> browser.getInputStream().transferTo(hub.getOutputStream()), browser, hub);
                daemon(() -> hub.getInputStream().transferTo(browser.getOutputStream()), browser, hub);
            }
        });
    }

    @FunctionalInterface
    private interface Carrying {

        void run() throws IOException;
    }

    /** Carries until either end is closed, which is how each of these threads ends. */
    private static void daemon(Carrying carrying, Socket... both) {
        Thread thread = new Thread(() -> {
            try {
                carrying.run();
            } catch (IOException closed) {
                // Cut.
            } finally {
                close(List.of(both));
            }
        }, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void cut() throws IOException {
        server.close();
        close(sockets);
        sockets.clear();
    }

    void mend() throws IOException {
        listen(port());
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
