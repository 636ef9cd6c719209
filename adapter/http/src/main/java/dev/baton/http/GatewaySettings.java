package dev.baton.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set about talking to one origin.
 *
 * @param origin {@code https://host[:port]} in lower case; plain http only for loopback. No call
 *     ever goes elsewhere
 * @param connectTimeout for the TCP and the TLS handshake each; 1 ms..1 h
 * @param readTimeout the longest silence between two bytes; 1 ms..1 h
 * @param callTimeout from the first to the last byte of one try, which also ends an answer that
 *     drips byte by byte; 1 ms..1 h
 * @param maxConcurrent calls on the wire at a time; 1..200. Salesforce refuses the 26th that takes
 *     longer than 20 s, and people need theirs
 * @param maxResponseBytes the largest answer taken, counted after it is inflated; 1..1 GiB
 * @param retry when a call is tried again
 * @param breaker when a failing system is left alone
 * @param budget asked before every try; shared by all gateways to one org
 * @param meter counts every try; shared like the budget
 * @param proxy an HTTP proxy to tunnel through, or null for none. The JVM's proxy properties are
 *     not looked at
 */
public record GatewaySettings(
        String origin,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        int maxConcurrent,
        long maxResponseBytes,
        RetryPolicy retry,
        BreakerPolicy breaker,
        CallBudget budget,
        CallMeter meter,
        @Nullable InetSocketAddress proxy) {

    private static final long GIBIBYTE = 1L << 30;

    public GatewaySettings {
        Origin parsed = Origin.of(origin);
        origin = parsed.text();
        Settings.timeout(connectTimeout, "connectTimeout");
        Settings.timeout(readTimeout, "readTimeout");
        Settings.timeout(callTimeout, "callTimeout");
        Settings.check(
                maxConcurrent >= 1 && maxConcurrent <= 200,
                "maxConcurrent must be 1..200, not " + maxConcurrent);
        Settings.check(
                maxResponseBytes >= 1 && maxResponseBytes <= GIBIBYTE,
                "maxResponseBytes must be 1.." + GIBIBYTE + ", not " + maxResponseBytes);
        Settings.check(
                proxy == null || !parsed.isPlain(), "a proxy cannot lead back to this machine");
    }

    /**
     * Safe defaults: 10 s to connect, 60 s of silence, 120 s a try (Salesforce ends a query after
     * 120 s), two calls at a time, 32 MiB an answer, five tries, no budget, a meter of its own, no
     * proxy.
     */
    public static GatewaySettings forOrigin(String origin) {
        return new GatewaySettings(
                origin,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                2,
                32L << 20,
                RetryPolicy.DEFAULT,
                BreakerPolicy.DEFAULT,
                CallBudget.unlimited(),
                new CallMeter(),
                null);
    }

    public GatewaySettings withTimeouts(Duration connect, Duration read, Duration call) {
        return new GatewaySettings(
                origin,
                connect,
                read,
                call,
                maxConcurrent,
                maxResponseBytes,
                retry,
                breaker,
                budget,
                meter,
                proxy);
    }

    public GatewaySettings withMaxConcurrent(int calls) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                calls,
                maxResponseBytes,
                retry,
                breaker,
                budget,
                meter,
                proxy);
    }

    public GatewaySettings withMaxResponseBytes(long bytes) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                maxConcurrent,
                bytes,
                retry,
                breaker,
                budget,
                meter,
                proxy);
    }

    public GatewaySettings withRetry(RetryPolicy policy) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                maxConcurrent,
                maxResponseBytes,
                policy,
                breaker,
                budget,
                meter,
                proxy);
    }

    public GatewaySettings withBreaker(BreakerPolicy policy) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                maxConcurrent,
                maxResponseBytes,
                retry,
                policy,
                budget,
                meter,
                proxy);
    }

    /** Budget and meter go together: what one limits the other counts. */
    public GatewaySettings withBudget(CallBudget shared, CallMeter counting) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                maxConcurrent,
                maxResponseBytes,
                retry,
                breaker,
                shared,
                counting,
                proxy);
    }

    public GatewaySettings withProxy(InetSocketAddress through) {
        return new GatewaySettings(
                origin,
                connectTimeout,
                readTimeout,
                callTimeout,
                maxConcurrent,
                maxResponseBytes,
                retry,
                breaker,
                budget,
                meter,
                through);
    }
}
