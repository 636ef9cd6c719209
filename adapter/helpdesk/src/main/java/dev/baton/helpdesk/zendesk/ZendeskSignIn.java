package dev.baton.helpdesk.zendesk;

import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.SingleFlightTokens;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.io.IOException;
import java.util.LinkedHashMap;

/**
 * Signs in with OAuth client credentials. API tokens, the older way, are being switched off.
 *
 * @param tokens without a token, judged by {@link ZendeskErrors#SIGN_IN}
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/">Zendesk:
 *     OAuth tokens for grant types</a>
 */
record ZendeskSignIn(Exchange tokens, ZendeskSettings settings)
        implements SingleFlightTokens.Fetch {

    /** The vendor takes 300 to 172,800 s; short, for a token that leaks lives as long. */
    private static final int LIFETIME_SECONDS = 3_600;

    @Override
    public Secret fetch() throws AdapterException {
        var grant = new LinkedHashMap<String, Object>();
        grant.put("grant_type", "client_credentials");
        grant.put("client_id", settings.clientId());
        grant.put("client_secret", settings.clientSecret().reveal());
        grant.put("scope", "read");
        grant.put("expires_in", LIFETIME_SECONDS);
        // Another token does no harm, so that a lost answer is simply asked for again.
        boolean repeatable = true;
        String url = settings.url() + "/oauth/tokens";
        return token(
                tokens.send(HttpCall.post(url, "application/json", Json.bytes(grant), repeatable)));
    }

    private static Secret token(HttpAnswer answer) throws AdapterException {
        try {
            if (Json.object(answer.body()).get("access_token") instanceof String token
                    && !token.isBlank()) {
                return new Secret(token);
            }
            throw Json.unexpected(null);
        } catch (IOException e) {
            throw Json.unexpected(e);
        }
    }
}
