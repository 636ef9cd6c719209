package dev.baton.sandbox.host;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.baton.sandbox.Delivery;
import dev.baton.sandbox.SandboxReply;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * WireMock with one stub that catches everything; the journal is off, or it would fill the heap.
 */
final class WireMockHost implements Host {
    /** Last in line, so that a stub of any priority, a fault say, comes first. */
    private static final int LAST = Integer.MAX_VALUE;

    private final WireMockServer server;

    private WireMockHost(WireMockServer server) {
        this.server = server;
    }

    static WireMockHost listen(int port, Handler handler) throws IOException {
        var server =
                new WireMockServer(
                        WireMockConfiguration.options()
                                .bindAddress("127.0.0.1")
                                .port(port)
                                .disableRequestJournal()
                                .notifier(new ConsoleNotifier(false))
                                .extensions(new WorldTransformer(handler)));
        try {
            server.start();
        } catch (FatalStartupException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + port, e);
        }
        server.stubFor(
                any(anyUrl())
                        .atPriority(LAST)
                        .willReturn(aResponse().withTransformers(WorldTransformer.NAME)));
        return new WireMockHost(server);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Hands the request to the world and its answer back. */
    private record WorldTransformer(Handler handler) implements ResponseDefinitionTransformerV2 {
        static final String NAME = "world";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            SandboxReply reply =
                    Requests.answer(
                            handler,
                            request.getMethod().getName(),
                            request.getUrl(),
                            headers(request),
                            request.getBody());
            return definition(reply);
        }

        private static ResponseDefinition definition(SandboxReply reply) {
            ResponseDefinitionBuilder response =
                    ResponseDefinitionBuilder.responseDefinition().withStatus(reply.status());
            reply.headers().forEach((name, value) -> response.withHeader(name, value));
            switch (reply.delivery()) {
                case Delivery.Whole whole -> response.withBody(reply.body());
                case Delivery.Late late ->
                        response.withBody(reply.body())
                                .withFixedDelay(Math.toIntExact(late.by().toMillis()));
                case Delivery.Cut cut -> cut(response, reply, cut);
                case Delivery.Dropped dropped -> response.withFault(Fault.EMPTY_RESPONSE);
            }
            return response.build();
        }

        /** A length that the body does not keep; compressed, it would keep it again. */
        private static void cut(
                ResponseDefinitionBuilder response, SandboxReply reply, Delivery.Cut cut) {
            byte[] whole = reply.body();
            response.withHeader("content-encoding", "identity")
                    .withHeader("content-length", String.valueOf(whole.length))
                    .withBody(Arrays.copyOf(whole, Math.min(cut.bytes(), whole.length)));
        }

        private static Map<String, String> headers(Request request) {
            var all = new LinkedHashMap<String, String>();
            for (HttpHeader header : request.getHeaders().all()) {
                all.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
            }
            return all;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }
}
