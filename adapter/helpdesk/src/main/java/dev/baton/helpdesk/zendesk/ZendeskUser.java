package dev.baton.helpdesk.zendesk;

import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.util.Map;

/**
 * Who we are signed in as.
 *
 * @param role {@code admin}, {@code agent} or {@code end-user}; "" where Zendesk does not say
 */
record ZendeskUser(String role) {
    static final String PATH = "/api/v2/users/me";

    /**
     * Reads the answer of {@link #PATH}.
     *
     * @throws AdapterException CREDENTIALS when it tells of nobody: Zendesk answers 200 to who is
     *     not signed in, with an "Anonymous user" that has no id
     */
    static ZendeskUser of(HttpAnswer answer) throws AdapterException {
        try {
            if (!(Json.object(answer.body()).get("user") instanceof Map<?, ?> user)) {
                throw Json.unexpected(null);
            }
            if (!(user.get("id") instanceof Long)) {
                throw new AdapterException(
                        Category.CREDENTIALS,
                        "anonymous_user",
                        "Zendesk takes the token but knows nobody by it; check the OAuth client",
                        null);
            }
            return new ZendeskUser(user.get("role") instanceof String role ? role : "");
        } catch (IOException e) {
            throw Json.unexpected(e);
        }
    }

    boolean isAdmin() {
        return role.equals("admin");
    }
}
