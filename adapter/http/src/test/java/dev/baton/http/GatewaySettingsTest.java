package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.CallRecord;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.TlsVersion;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    private static final GatewaySettings DEFAULTS = GatewaySettings.forOrigin(Fixtures.ORIGIN);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static OkHttpClient client(GatewaySettings settings) {
        return OkHttpClients.strict(settings, Origin.of(settings.origin()));
    }

    private static void refused(ThrowingCallable build, String about) {
        assertThatThrownBy(build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(about);
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(DEFAULTS.connectTimeout()).hasSeconds(10);
        assertThat(DEFAULTS.readTimeout()).hasSeconds(60);
        assertThat(DEFAULTS.callTimeout()).hasSeconds(120);
        assertThat(DEFAULTS.maxConcurrent()).isEqualTo(2);
        assertThat(DEFAULTS.maxResponseBytes()).isEqualTo(33_554_432);
        assertThat(DEFAULTS.retry().tries()).isEqualTo(5);
        assertThat(DEFAULTS.proxy()).isNull();
    }

    @Test
    void eachSettingArrivesAlone() {
        var budget = CallBudget.unlimited();
        var meter = new CallMeter();
        var proxy = InetSocketAddress.createUnresolved("proxy.example.com", 3128);
        var breaker = new BreakerPolicy(4, 2, 25, SECOND);
        GatewaySettings all =
                DEFAULTS.withTimeouts(SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3))
                        .withMaxConcurrent(7)
                        .withMaxResponseBytes(99)
                        .withRetry(RetryPolicy.never())
                        .withBreaker(breaker)
                        .withBudget(budget, meter)
                        .withProxy(proxy);
        assertThat(all)
                .isEqualTo(
                        new GatewaySettings(
                                Fixtures.ORIGIN,
                                SECOND,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                7,
                                99,
                                RetryPolicy.never(),
                                breaker,
                                budget,
                                meter,
                                proxy));
    }

    @Test
    void noTimeoutCanBeSwitchedOff() {
        for (Duration bad :
                List.of(
                        Duration.ZERO,
                        SECOND.negated(),
                        Duration.ofNanos(1),
                        Duration.ofDays(30))) {
            refused(() -> DEFAULTS.withTimeouts(bad, SECOND, SECOND), "connectTimeout");
            refused(() -> DEFAULTS.withTimeouts(SECOND, bad, SECOND), "readTimeout");
            refused(() -> DEFAULTS.withTimeouts(SECOND, SECOND, bad), "callTimeout");
        }
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        refused(() -> DEFAULTS.withMaxConcurrent(0), "maxConcurrent");
        refused(() -> DEFAULTS.withMaxConcurrent(201), "maxConcurrent");
        refused(() -> DEFAULTS.withMaxResponseBytes(0), "maxResponseBytes");
        refused(() -> DEFAULTS.withMaxResponseBytes(Long.MAX_VALUE), "maxResponseBytes");
        refused(() -> new RetryPolicy(0, SECOND, SECOND, SECOND), "tries");
        refused(() -> new RetryPolicy(21, SECOND, SECOND, SECOND), "tries");
        refused(() -> new RetryPolicy(1, Duration.ZERO, SECOND, SECOND), "base");
        refused(() -> new RetryPolicy(1, SECOND, Duration.ofMillis(1), SECOND), "cap");
        refused(() -> new RetryPolicy(1, SECOND, SECOND, Duration.ZERO), "budgetPerCall");
        refused(() -> new BreakerPolicy(0, 1, 50, SECOND), "window");
        refused(() -> new BreakerPolicy(10, 11, 50, SECOND), "minimumCalls");
        refused(() -> new BreakerPolicy(10, 1, Float.NaN, SECOND), "failurePercent");
        refused(() -> new BreakerPolicy(10, 1, 50, Duration.ZERO), "openFor");
        refused(() -> new CallRecord.Usage(1, 0), "usage");
    }

    @Test
    void aProxyToThisVeryMachineIsRefused() {
        GatewaySettings loopback = GatewaySettings.forOrigin("http://localhost:8080");
        refused(
                () -> loopback.withProxy(InetSocketAddress.createUnresolved("p.test", 3128)),
                "proxy");
    }

    @Test
    void nothingActsOnItsOwn() {
        OkHttpClient client = client(DEFAULTS);
        assertThat(client.retryOnConnectionFailure()).isFalse();
        assertThat(client.followRedirects()).isFalse();
        assertThat(client.followSslRedirects()).isFalse();
        assertThat(client.authenticator()).isSameAs(Authenticator.NONE);
        assertThat(client.proxyAuthenticator()).isSameAs(Authenticator.NONE);
        assertThat(client.cookieJar()).isSameAs(CookieJar.NO_COOKIES);
        assertThat(client.cache()).isNull();
        assertThat(client.proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(client.protocols()).isEqualTo(Collections.singletonList(Protocol.HTTP_1_1));
    }

    @Test
    void allFourTimeoutsAreSet() {
        OkHttpClient client =
                client(
                        DEFAULTS.withTimeouts(
                                SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3)));
        assertThat(client.connectTimeoutMillis()).isEqualTo(1000);
        assertThat(client.readTimeoutMillis()).isEqualTo(2000);
        assertThat(client.writeTimeoutMillis()).isEqualTo(2000);
        assertThat(client.callTimeoutMillis()).isEqualTo(3000);
    }

    @Test
    void onlyModernTlsIsSpokenAndHostNamesAreVerified() {
        OkHttpClient client = client(DEFAULTS);
        assertThat(client.connectionSpecs()).hasSize(1);
        ConnectionSpec spec = client.connectionSpecs().getFirst();
        assertThat(spec.isTls()).isTrue();
        assertThat(spec.tlsVersions()).isSubsetOf(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2);
        assertThat(client.hostnameVerifier()).isSameAs(new OkHttpClient().hostnameVerifier());
    }

    @Test
    void whatIsLoggedHoldsNoHeaderNoQueryNoBody() {
        HttpCall call =
                Fixtures.post("https://acme.example.com/a?q=canary", false)
                        .withHeader("Authorization", "Bearer canary");
        assertThat(call.toString()).isEqualTo("POST /a");
        assertThat(HttpCall.get("https://acme.example.com?q=canary").toString()).isEqualTo("GET /");
        assertThat(FakeWire.answer(200, Map.of("set-cookie", "canary"), "canary"))
                .hasToString("200, 6 bytes");
    }

    @Test
    void aCallIsWellFormedOrNoCall() {
        refused(
                () -> new HttpCall("TRACE", "https://x.test/", Map.of(), new byte[0], null, true),
                "method");
        refused(
                () -> new HttpCall("GET", "https://x.test/", Map.of(), new byte[1], null, true),
                "GET takes no body");
    }
}
