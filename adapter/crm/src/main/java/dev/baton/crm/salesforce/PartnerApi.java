package dev.baton.crm.salesforce;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SoapFaultException;
import dev.baton.http.Exchange;
import dev.baton.http.TokenSource;
import dev.baton.http.Verdict;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.WritePermit;
import java.time.Duration;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Partner API. Each attempt has a connection of its own: a {@link PartnerConnection}
 * is not safe for two threads, and one that has failed writes wrong types afterwards.
 *
 * <p>A session that ran out is renewed here and not by force-wsc's own renewer, which knows only
 * some of the vendor's texts for it and no other thread's renewal.
 */
final class PartnerApi {
    private static final int TIMEOUT_MILLIS = (int) Duration.ofMinutes(2).toMillis();

    private final SalesforceSettings settings;
    private final TokenSource tokens;
    private final Exchange reads;
    private final Writes writes;

    /**
     * Speaks through two exchanges without a token, for the message carries it.
     *
     * @param writes judge a server error as an open outcome
     */
    PartnerApi(SalesforceSettings settings, TokenSource tokens, Exchange reads, Writes writes) {
        this.settings = settings;
        this.tokens = tokens;
        this.reads = reads;
        this.writes = writes;
    }

    /** The way out for writes. */
    @FunctionalInterface
    interface Writes {
        /** One that asks for leave before every try. */
        Exchange under(WritePermit permit);
    }

    /** One call on a connection. */
    @FunctionalInterface
    interface Operation<T> {
        T on(PartnerConnection connection) throws ConnectionException;
    }

    /** A call that does no harm when it is sent twice. */
    <T> T read(Operation<T> operation) throws AdapterException {
        return call(operation, reads, true);
    }

    /**
     * A call that changes records, sent once.
     *
     * @param permit asked before every try
     * @throws AdapterException OUTCOME_UNKNOWN whenever it may have been carried out
     */
    <T> T write(WritePermit permit, Operation<T> operation) throws AdapterException {
        return call(operation, writes.under(permit), false);
    }

    /** A call refused for its session was not carried out, so even a write is sent again. */
    private <T> T call(Operation<T> operation, Exchange exchange, boolean repeatable)
            throws AdapterException {
        Secret token = tokens.current();
        try {
            return attempt(operation, exchange, repeatable, token);
        } catch (SessionRefused first) {
            Secret renewed = tokens.renew(token);
            try {
                return attempt(operation, exchange, repeatable, renewed);
            } catch (SessionRefused second) {
                tokens.refused(renewed);
                throw new AdapterException(
                        Category.CREDENTIALS,
                        second.code,
                        "signing in works, but the Partner API refuses the session; allow our user"
                                + " the API",
                        null);
            }
        }
    }

    private <T> T attempt(
            Operation<T> operation, Exchange exchange, boolean repeatable, Secret token)
            throws AdapterException, SessionRefused {
        try {
            return operation.on(connection(token, exchange, repeatable));
        } catch (ConnectionException e) {
            throw judged(e, repeatable);
        } catch (RuntimeException e) {
            // force-wsc parses with Integer.parseInt and the like, whose messages repeat the input
            throw unreadable(e, repeatable);
        }
    }

    private PartnerConnection connection(Secret token, Exchange exchange, boolean repeatable)
            throws ConnectionException {
        var config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setSessionId(token.reveal());
        config.setAuthEndpoint(settings.soap());
        config.setServiceEndpoint(settings.soap());
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setReadTimeout(TIMEOUT_MILLIS);
        config.setValidateSchema(true);
        config.setTransportFactory(() -> new GatewayTransport(exchange, repeatable));
        var connection = new PartnerConnection(config);
        connection.setCallOptions(SalesforceSettings.CLIENT, null);
        return connection;
    }

    /** What force-wsc threw, without a word of what it says. */
    private static AdapterException judged(ConnectionException thrown, boolean repeatable)
            throws SessionRefused {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            switch (t) {
                case GatewayTransport.Carried carried -> {
                    return carried.failure();
                }
                case GatewayTransport.NotXml notXml -> {
                    return notXml(notXml, repeatable);
                }
                case ApiFault fault -> {
                    return fault(code(fault), fault.getExceptionMessage(), thrown, repeatable);
                }
                case SoapFaultException fault -> {
                    return fault(code(fault.getFaultCode()), null, thrown, repeatable);
                }
                default -> {
                    // a wrapper: its cause says more
                }
            }
        }
        return unreadable(thrown, repeatable);
    }

    private static AdapterException fault(
            String code, @Nullable String message, Exception thrown, boolean repeatable)
            throws SessionRefused {
        return switch (SalesforceErrors.fault(code, message)) {
            case Verdict.RenewToken renew -> throw new SessionRefused(renew.code());
            case Verdict.Fail fail -> SalesforceErrors.exception(fail, thrown);
            case Verdict.Fine() -> unreadable(thrown, repeatable);
            case Verdict.TryAgain again -> later(again, thrown, repeatable);
        };
    }

    /** Only a limit is checked before the work begins; other troubles may come amid it. */
    private static AdapterException later(
            Verdict.TryAgain again, Exception thrown, boolean repeatable) {
        boolean done = !repeatable && again.category() != Category.THROTTLED;
        return new AdapterException(
                done ? Category.OUTCOME_UNKNOWN : again.category(),
                again.code(),
                again.hint(),
                Redacted.of(thrown));
    }

    private static AdapterException notXml(GatewayTransport.NotXml notXml, boolean repeatable) {
        return new AdapterException(
                repeatable ? Category.UNAVAILABLE : Category.OUTCOME_UNKNOWN,
                "http_" + notXml.status(),
                "something else than an answer came; look for a proxy in between",
                null);
    }

    private static AdapterException unreadable(Exception thrown, boolean repeatable) {
        return new AdapterException(
                repeatable ? Category.UNAVAILABLE : Category.OUTCOME_UNKNOWN,
                "unreadable_answer",
                "the Partner API's answer could not be read; it must be of API version "
                        + SalesforceSettings.STUB_VERSION,
                Redacted.of(thrown));
    }

    private static String code(ApiFault fault) {
        return fault.getExceptionCode() == null
                ? code(fault.getFaultCode())
                : fault.getExceptionCode().toString();
    }

    private static String code(@Nullable QName faultCode) {
        return faultCode == null ? "" : faultCode.getLocalPart();
    }

    /** The session is over; nothing was done. */
    private static final class SessionRefused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        SessionRefused(String code) {
            super(code, null, false, false);
            this.code = code;
        }
    }
}
