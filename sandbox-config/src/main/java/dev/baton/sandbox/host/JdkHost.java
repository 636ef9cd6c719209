package dev.baton.sandbox.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A virtual thread a connection on plain sockets. The JDK's own {@code HttpServer} would do, did it
 * not overwrite {@code Date} with the host's time, which is the very header that tells clients the
 * sandbox's clock.
 */
final class JdkHost implements Host {
    /** As many may wait to be accepted as a load run opens at once. */
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** A platform thread, so that the process lives as long as the port is open. */
    private final Thread acceptor;

    private JdkHost(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
        this.acceptor = Thread.ofPlatform().name("sandbox-accept").unstarted(this::accept);
    }

    static JdkHost listen(int port, Handler handler) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen on 127.0.0.1:" + port, e);
        }
        var host = new JdkHost(listener, handler);
        host.acceptor.start();
        return host;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Connection(socket.getInputStream(), socket.getOutputStream(), handler).serve();
        } catch (IOException e) {
            // The client went away, or close() did it: nobody is left to be told.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            // A socket that somebody waits on stays open until he has let go of it.
            acceptor.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
