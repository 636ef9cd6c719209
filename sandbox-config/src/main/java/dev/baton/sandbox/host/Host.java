package dev.baton.sandbox.host;

import java.io.IOException;

/**
 * A listening port of 127.0.0.1, plain http. Closing stops listening and drops open connections.
 */
public interface Host extends AutoCloseable {

    /** The port it listens on, never 0. */
    int port();

    default String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    void close();

    /** Which library carries the world. */
    enum Kind {
        /** The default; faults can be added through WireMock's admin interface. */
        WIREMOCK {
            @Override
            public Host open(int port, Handler handler) throws IOException {
                return WireMockHost.listen(port, handler);
            }
        },
        /** Lean, for load runs. */
        JDK {
            @Override
            public Host open(int port, Handler handler) throws IOException {
                return JdkHost.listen(port, handler);
            }
        };

        /**
         * Starts to listen on loopback.
         *
         * @param port 0 for any free one
         * @throws IOException when the port is taken or not allowed
         */
        public abstract Host open(int port, Handler handler) throws IOException;
    }
}
