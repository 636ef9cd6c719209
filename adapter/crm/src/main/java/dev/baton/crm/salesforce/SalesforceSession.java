package dev.baton.crm.salesforce;

import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.Seams;
import dev.baton.http.SingleFlightTokens;
import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sign-in that outlives runs, for what listens between them. Its calls count against no limit of
 * the org. Thread-safe.
 */
public final class SalesforceSession implements AutoCloseable {
    private final SalesforceSettings settings;
    private final Gateway gateway;
    private final SalesforceSignIn signIn;
    private final TokenSource tokens;

    private SalesforceSession(SalesforceSettings settings, Seams seams) {
        this.settings = settings;
        gateway =
                Gateway.open(
                        GatewaySettings.forOrigin(settings.url()),
                        SalesforceErrors.forReads(),
                        seams);
        signIn = new SalesforceSignIn(settings, gateway.anonymous());
        tokens = new SingleFlightTokens(signIn::fetch, seams.clock());
    }

    /** Makes ready to sign in; nothing is sent yet. */
    public static SalesforceSession open(SalesforceSettings settings, Seams seams) {
        return new SalesforceSession(settings, seams);
    }

    /** The org's origin. */
    public String url() {
        return settings.url();
    }

    public TokenSource tokens() {
        return tokens;
    }

    /** The org's id; signs in if nobody has yet. */
    public String organizationId() throws AdapterException {
        return told(signIn::organizationId);
    }

    /** The user that we act for; signs in if nobody has yet. */
    public String userId() throws AdapterException {
        return told(signIn::userId);
    }

    /** The sign-in's answer tells both, so that nobody has to be asked. */
    private String told(Supplier<Optional<String>> answer) throws AdapterException {
        if (answer.get().isEmpty()) {
            tokens.current();
        }
        return answer.get().orElseThrow(Salesforce::nameless);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
