package dev.baton.app.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.RetryPolicy;
import dev.baton.http.Seams;
import dev.baton.http.Verdict;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts alerts to one address, signed: {@code Baton-Signature: v1=HEX} is the HMAC-SHA-256 of the
 * {@code Baton-Timestamp} (seconds since 1970), a dot and the raw body. Whoever receives it
 * compares in constant time, refuses old timestamps and ids that came before ({@code
 * Idempotency-Key}).
 */
public final class Webhook implements Alerts.Sender, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final RetryPolicy TRIES =
            new RetryPolicy(
                    4, Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(40));

    private final String url;
    private final Secret key;
    private final InstantSource clock;
    private final Gateway gateway;

    private Webhook(String url, Secret key, InstantSource clock, Gateway gateway) {
        this.url = url;
        this.key = key;
        this.clock = clock;
        this.gateway = gateway;
    }

    /**
     * Makes ready; nothing is sent yet.
     *
     * @param url https; plain http for loopback only
     * @param clock tells the receiver when an alert was sent
     * @throws IllegalArgumentException saying what is wrong with the address
     */
    public static Webhook open(String url, Secret key, InstantSource clock, Seams seams) {
        GatewaySettings settings =
                GatewaySettings.forOrigin(origin(url))
                        .withTimeouts(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10))
                        .withMaxResponseBytes(LARGEST_ANSWER)
                        .withRetry(TRIES);
        return new Webhook(url, key, clock, Gateway.open(settings, Webhook::judge, seams));
    }

    /** Where an address leads, without its path. */
    static String origin(String url) {
        URI uri = URI.create(url);
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("must look like https://host/path");
        }
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Verdict judge(HttpAnswer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Verdict.Fine();
        }
        String code = "webhook_" + status;
        String hint = "the webhook's receiver answers with status " + status;
        return status >= 500 || status == 429
                ? new Verdict.TryAgain(null, Category.UNAVAILABLE, code, hint)
                : new Verdict.Fail(Category.BAD_REQUEST, code, hint);
    }

    @Override
    public void send(Alert alert) throws AdapterException {
        byte[] body = body(alert);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        // Repeatable: the receiver knows the id.
        HttpCall call =
                HttpCall.post(url, "application/json", body, true)
                        .withHeader("Idempotency-Key", alert.id())
                        .withHeader("Baton-Timestamp", timestamp)
                        .withHeader("Baton-Signature", "v1=" + signature(key, timestamp, body));
        gateway.send(call);
    }

    static String signature(Secret key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows HMAC-SHA-256", e);
        }
    }

    private static byte[] body(Alert alert) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", alert.id());
        fields.put("event", alert.event().word());
        fields.put("at", alert.at().toString());
        fields.put("what", alert.event().what());
        fields.put("do", alert.event().remedy());
        if (alert.run() != null) {
            fields.put("run", alert.run());
        }
        if (alert.plan() != null) {
            fields.put("plan", alert.plan());
        }
        fields.put("failures_in_a_row", alert.failures());
        fields.put("written", alert.written());
        fields.put("failed", alert.failed());
        fields.put("quarantined", alert.quarantined());
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
