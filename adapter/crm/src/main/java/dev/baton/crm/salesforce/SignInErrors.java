package dev.baton.crm.salesforce;

import dev.baton.http.Verdict;
import dev.baton.http.Verdict.Fail;
import dev.baton.http.Verdict.TryAgain;
import dev.baton.port.AdapterException.Category;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sign-in refused us for, and what an admin does about it.
 *
 * @see <a
 *     href="https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm">the
 *     vendor's list</a>
 */
final class SignInErrors {
    private static final Map<String, String> HINTS =
            Map.ofEntries(
                    Map.entry(
                            "invalid_client_id",
                            "no app has this client id; copy the consumer key of the external"
                                    + " client app, and wait 10 minutes after creating it"),
                    Map.entry(
                            "invalid_client",
                            "the client secret is wrong; copy the consumer secret anew"),
                    Map.entry(
                            "invalid_client_credentials",
                            "the client secret is wrong; copy the consumer secret anew"),
                    Map.entry(
                            "invalid_request",
                            "the sign-in was refused as wrong; url must be the My Domain of the"
                                    + " org, not login.salesforce.com"),
                    Map.entry(
                            "unsupported_grant_type",
                            "switch on the client credentials flow in the external client app, or the"
                                    + " JWT bearer flow where auth is jwt"),
                    Map.entry(
                            "unauthorized_client",
                            "the app may not use this flow; switch it on in the external client app"),
                    Map.entry(
                            "invalid_grant",
                            "the app may not act for its user; approve the user for it"),
                    Map.entry("inactive_user", "the app's run-as user is inactive or locked"),
                    Map.entry("inactive_org", "the org is locked, closed or suspended"),
                    Map.entry(
                            "invalid_scope",
                            "the app lacks the scope 'api' (Manage user data via APIs)"),
                    Map.entry(
                            "invalid_app_access",
                            "the run-as user is not approved for the app; assign it by profile or"
                                    + " permission set"),
                    Map.entry(
                            "app_not_found",
                            "the app is not installed in this org; install or unblock it"));

    private SignInErrors() {}

    /** The codes that have a line of their own. */
    static Set<String> codes() {
        return HINTS.keySet();
    }

    /**
     * Judges the two members of an OAuth error.
     *
     * @param code {@code error}
     * @param description {@code error_description}; tells cases apart and is not shown
     */
    static Verdict judge(String code, String description) {
        String said = description.toLowerCase(Locale.ROOT);
        if (said.contains("no client credentials user enabled")) {
            String hint = "set a run-as user in the app's client credentials flow";
            return new Fail(Category.CREDENTIALS, code, hint);
        }
        Fail assertion = ofTheAssertion(code, said);
        if (assertion != null) {
            return assertion;
        }
        if (said.contains("retry your request") || code.equals("temporarily_unavailable")) {
            return new TryAgain(null, Category.UNAVAILABLE, code, "the sign-in is not available");
        }
        if (said.contains("rate exceeded")) {
            String hint = "too many sign-ins in this hour; the next one is tried later";
            return new Fail(Category.THROTTLED, code, hint);
        }
        String hint = HINTS.getOrDefault(code, "Salesforce refused the sign-in of our app");
        return new Fail(Category.CREDENTIALS, code.isEmpty() ? "sign_in_refused" : code, hint);
    }

    /** Every refusal of the JWT bearer flow is an {@code invalid_grant}; only its text differs. */
    private static @Nullable Fail ofTheAssertion(String code, String said) {
        String hint = null;
        if (said.contains("hasn't approved this consumer")) {
            hint =
                    "the user is not approved for the app; set it to 'Admin approved users are"
                            + " pre-authorized' and let it in by a permission set or profile";
        } else if (said.contains("expired") && !said.contains("token")) {
            hint = "the signed request ran out on its way; look at what delays the network";
        } else if (said.contains("audience")) {
            hint = "the app's org is another than url; set url to the My Domain of the org";
        } else if (said.contains("invalid assertion") || said.contains("signature")) {
            hint =
                    "the signature does not fit the app's certificate; upload the certificate of"
                            + " this private key, and compare client_id and user";
        } else if (said.contains("user") && said.contains("inactive")) {
            hint = "the user is inactive or locked";
        }
        return hint == null ? null : new Fail(Category.CREDENTIALS, code, hint);
    }
}
