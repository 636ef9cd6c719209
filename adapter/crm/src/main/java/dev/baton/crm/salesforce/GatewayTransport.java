package dev.baton.crm.salesforce;

import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.transport.Transport;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.zip.GZIPOutputStream;

/**
 * Carries force-wsc's bytes through the gateway. Its own transports send a POST again by
 * themselves, follow redirects with the session in the body, and wait for ever.
 *
 * <p>One instance carries one message, as {@code SoapConnection} makes a new one for each.
 */
final class GatewayTransport implements Transport {
    private static final String XML = "text/xml; charset=UTF-8";

    /** Below this the packing costs more than it saves. */
    private static final int WORTH_PACKING = 1024;

    private final Exchange exchange;
    private final boolean repeatable;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private String url = "";
    private boolean successful;

    GatewayTransport(Exchange exchange, boolean repeatable) {
        this.exchange = exchange;
        this.repeatable = repeatable;
    }

    /** Brings a failure of the gateway unharmed through force-wsc, which wraps what it catches. */
    static final class Carried extends IOException {
        private static final long serialVersionUID = 1L;

        private final AdapterException failure;

        Carried(AdapterException failure) {
            super(failure.code(), failure);
            this.failure = failure;
        }

        AdapterException failure() {
            return failure;
        }
    }

    /** Something else than XML came, so that there is nothing to parse. */
    static final class NotXml extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        NotXml(int status) {
            super("http_" + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public void setConfig(ConnectorConfig config) {
        // what it would set, the gateway has settled
    }

    @Override
    public OutputStream connect(String endpoint, String soapAction) {
        url = endpoint;
        return message;
    }

    @Override
    @SuppressWarnings("NonApiType") // the interface's
    public OutputStream connect(String endpoint, HashMap<String, String> headers) {
        return connect(endpoint, "");
    }

    @Override
    @SuppressWarnings("NonApiType") // the interface's
    public OutputStream connect(
            String endpoint, HashMap<String, String> headers, boolean enableCompression) {
        return connect(endpoint, "");
    }

    @Override
    public InputStream getContent() throws IOException {
        HttpAnswer answer = send();
        if (!SalesforceErrors.isXml(answer)) {
            throw new NotXml(answer.status());
        }
        successful = answer.status() / 100 == 2;
        return new ByteArrayInputStream(answer.body());
    }

    @Override
    public boolean isSuccessful() {
        return successful;
    }

    private HttpAnswer send() throws IOException {
        try {
            return exchange.send(call());
        } catch (AdapterException e) {
            throw new Carried(e);
        }
    }

    private HttpCall call() throws IOException {
        byte[] plain = message.toByteArray();
        boolean pack = plain.length >= WORTH_PACKING;
        HttpCall call =
                HttpCall.post(url, XML, pack ? packed(plain) : plain, repeatable)
                        .withHeader("SOAPAction", "\"\"")
                        .withHeader("Accept", "text/xml");
        return pack ? call.withHeader("Content-Encoding", "gzip") : call;
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
