package dev.baton.helpdesk.zendesk;

import dev.baton.http.CallMeter;
import dev.baton.http.Exchange;
import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.MinuteLimit;
import dev.baton.http.Pace;
import dev.baton.http.Seams;
import dev.baton.http.SingleFlightTokens;
import dev.baton.port.AdapterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The calls that we make, all to the configured origin: addresses that answers name are never
 * called.
 */
final class ZendeskApi implements AutoCloseable {

    /** A thousand tickets with long descriptions; a page beyond that is asked for in halves. */
    private static final long MOST_BYTES = 64L << 20;

    private final String origin;
    private final Gateway gateway;
    private final Exchange calls;
    private final Exchange exports;
    private final Exchange largeExports;

    ZendeskApi(ZendeskSettings settings, Seams seams) {
        origin = settings.url();
        gateway =
                Gateway.open(
                        GatewaySettings.forOrigin(origin).withMaxResponseBytes(MOST_BYTES),
                        ZendeskErrors.API,
                        seams);
        Exchange signIn = gateway.anonymous(ZendeskErrors.SIGN_IN, Pace.none());
        var tokens = new SingleFlightTokens(new ZendeskSignIn(signIn, settings), seams.clock());
        // One for all exports, as the vendor counts them together.
        Pace pace =
                new MinuteLimit(settings.exportCallsPerMinute(), seams.clock(), seams.waiting());
        calls = gateway.signedIn(tokens);
        exports = gateway.signedIn(tokens, ZendeskErrors.API, pace);
        largeExports = gateway.signedIn(tokens, ZendeskErrors.LARGE_PAGE, pace);
    }

    HttpAnswer me() throws AdapterException {
        return calls.send(HttpCall.get(origin + ZendeskUser.PATH));
    }

    /**
     * One page of a stream.
     *
     * @param isLarge whether a smaller page will be asked for when this one overwhelms the server,
     *     so that it is not worth repeating
     */
    HttpAnswer page(ZendeskStream stream, List<Map.Entry<String, String>> query, boolean isLarge)
            throws AdapterException {
        Exchange way = stream.isExport() ? (isLarge ? largeExports : exports) : calls;
        return way.send(HttpCall.get(origin + stream.path() + "?" + encoded(query)));
    }

    private static String encoded(List<Map.Entry<String, String>> query) {
        return query.stream()
                .map(item -> encoded(item.getKey()) + "=" + encoded(item.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    CallMeter meter() {
        return gateway.meter();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
