package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.util.regex.Pattern;

/** Puts the token on the call, and renews it once when the vendor says that it ran out. */
record SignedIn(Exchange next, TokenSource tokens, ErrorTable errors) implements Exchange {

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * A call refused for its token was not worked on, so even one that must not be repeated is sent
     * again.
     */
    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        Secret token = tokens.current();
        HttpAnswer answer = next.send(with(token, call));
        if (!(errors.judge(answer) instanceof Verdict.RenewToken)) {
            return answer;
        }
        Secret renewed = tokens.renew(token);
        HttpAnswer second = next.send(with(renewed, call));
        if (errors.judge(second) instanceof Verdict.RenewToken expired) {
            tokens.refused(renewed);
            throw refused(expired);
        }
        return second;
    }

    private static HttpCall with(Secret token, HttpCall call) throws AdapterException {
        if (!VISIBLE.matcher(token.reveal()).matches()) {
            throw new AdapterException(
                    Category.CREDENTIALS,
                    "token_malformed",
                    "the token holds a blank, a line end or another character that cannot be sent",
                    null);
        }
        return call.withHeader("Authorization", "Bearer " + token.reveal());
    }

    static AdapterException refused(Verdict.RenewToken verdict) {
        return new AdapterException(Category.CREDENTIALS, verdict.code(), verdict.hint(), null);
    }
}
