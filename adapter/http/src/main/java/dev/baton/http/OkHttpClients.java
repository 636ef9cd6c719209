package dev.baton.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp with everything off that acts on its own. */
final class OkHttpClients {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SET_ASIDE = "Baton-Retry-After";

    private OkHttpClients() {}

    /**
     * HTTP/1.1 only: one connection carries one call, so a lost connection tells which call was
     * lost, and no server can refuse or move streams behind our back.
     */
    static OkHttpClient strict(GatewaySettings settings, Origin origin) {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(spec(origin)))
                .connectionPool(new ConnectionPool(settings.maxConcurrent(), 4, TimeUnit.MINUTES))
                .proxy(proxy(settings.proxy()))
                .dns(origin.isPlain() ? OkHttpClients::loopbackOnly : Dns.SYSTEM)
                .eventListener(new SendProgress.Listener())
                .addInterceptor(chain -> putBack(chain.proceed(chain.request())))
                .addNetworkInterceptor(chain -> setAside(chain.proceed(chain.request())))
                .build();
    }

    private static ConnectionSpec spec(Origin origin) {
        return origin.isPlain() ? ConnectionSpec.CLEARTEXT : ConnectionSpec.MODERN_TLS;
    }

    /** Left null OkHttp would ask the JVM's proxy properties. */
    private static Proxy proxy(@Nullable InetSocketAddress address) {
        return address == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address);
    }

    /** The name "localhost" is only as good as the machine's hosts file. */
    private static List<InetAddress> loopbackOnly(String host) throws UnknownHostException {
        List<InetAddress> found = Dns.SYSTEM.lookup(host);
        for (InetAddress address : found) {
            if (!address.isLoopbackAddress()) {
                throw new UnknownHostException(host + " is not this machine");
            }
        }
        return found;
    }

    /** Hidden from OkHttp, which answers {@code 503} with {@code Retry-After: 0} by itself. */
    private static Response setAside(Response response) {
        String value = response.header(RETRY_AFTER);
        return value == null
                ? response
                : response.newBuilder().removeHeader(RETRY_AFTER).header(SET_ASIDE, value).build();
    }

    private static Response putBack(Response response) {
        String value = response.header(SET_ASIDE);
        return value == null
                ? response
                : response.newBuilder().removeHeader(SET_ASIDE).header(RETRY_AFTER, value).build();
    }
}
