package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.org.Caller;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change, and through which API.
 *
 * @param user 18 characters
 * @param text as {@code changeOrigin} has it
 */
public record Origin(String user, String text) {
    private static final Pattern REST =
            Pattern.compile("/services/data/v(\\d{1,3}\\.\\d)/(jobs/)?.*");
    private static final Pattern ASYNC = Pattern.compile("/services/async/(\\d{1,3}\\.\\d)/.*");
    private static final Pattern SOAP = Pattern.compile("/services/Soap/u/(\\d{1,3}\\.\\d).*");
    private static final Pattern IN_HEADER = Pattern.compile("(?i)\\bclient\\s*=\\s*([^;,\\s]+)");
    private static final Pattern IN_ENVELOPE =
            Pattern.compile("<(?:\\w+:)?client(?:\\s[^>]*)?>([^<]{1,255})</");

    static final Origin UNKNOWN = new Origin("", "");

    /** The same with the user that it turns out to be. */
    Origin by(String whose) {
        return new Origin(whose, text);
    }

    /** Somebody at a browser. */
    static Origin person(String user) {
        return new Origin(user, "com/salesforce/api/soap/65.0;client=SfdcInternalAPI/");
    }

    static Origin of(Caller caller) {
        return new Origin(caller.userId(), caller.origin());
    }

    /** What sent this; whose it is, its session tells. */
    public static Origin of(SandboxRequest request) {
        Matcher soap = SOAP.matcher(request.path());
        if (soap.matches()) {
            return named("soap", soap.group(1), inEnvelope(request.body()));
        }
        Matcher async = ASYNC.matcher(request.path());
        if (async.matches()) {
            return named(
                    "bulkapi", async.group(1), inHeader(request.header("sforce-call-options")));
        }
        Matcher rest = REST.matcher(request.path());
        if (rest.matches()) {
            String api = rest.group(2) == null ? "rest" : "bulkapi";
            return named(api, rest.group(1), inHeader(request.header("sforce-call-options")));
        }
        return UNKNOWN;
    }

    private static Origin named(String api, String version, @Nullable String client) {
        String text = "com/salesforce/api/" + api + "/" + version;
        return new Origin("", client == null ? text : text + ";client=" + client);
    }

    private static @Nullable String inHeader(@Nullable String options) {
        Matcher client = IN_HEADER.matcher(options == null ? "" : options);
        return client.find() ? client.group(1) : null;
    }

    private static @Nullable String inEnvelope(byte[] body) {
        Matcher client = IN_ENVELOPE.matcher(new String(body, StandardCharsets.UTF_8));
        return client.find() ? client.group(1) : null;
    }
}
