package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.OAuth;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.xml.Element;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * login() by user name and password, which older clients know no other way around. Every active
 * user has the password of the sandbox's client, whatever security token follows it.
 */
final class Login {
    /** The last version that has it. */
    static final int NEWEST = 64;

    private final Org org;
    private final Sessions sessions;

    Login(Org org, Sessions sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    /**
     * The session, and where to go with it.
     *
     * @throws ApiException INVALID_LOGIN
     */
    SandboxReply answer(Element call, ApiUsage usage, String instanceUrl, int version) {
        String user =
                call.text("username")
                        .flatMap(org.assignments()::user)
                        .filter(
                                found ->
                                        call.text("password").orElse("").startsWith(OAuth.PASSWORD))
                        .orElseThrow(
                                () ->
                                        ApiException.badRequest(
                                                "INVALID_LOGIN",
                                                "Invalid username, password, security token; or user locked out."));
        org.actFor(user);
        String session = sessions.issue(org.organizationId(), user);
        String suffix = "/" + version + ".0/" + org.organizationId().substring(0, 15);
        Map<String, @Nullable Object> info = UserInfo.values(org, sessions);
        return SoapWriter.response(
                call.name(),
                usage,
                out -> {
                    out.start("result");
                    out.element("metadataServerUrl", instanceUrl + "/services/Soap/m" + suffix);
                    out.element("passwordExpired", false);
                    out.element("sandbox", true);
                    out.element("serverUrl", instanceUrl + "/services/Soap/u" + suffix);
                    out.element("sessionId", session);
                    out.element("userId", user);
                    out.start("userInfo");
                    out.elements(info);
                    out.end();
                    out.end();
                });
    }
}
