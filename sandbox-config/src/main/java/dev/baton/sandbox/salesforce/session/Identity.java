package dev.baton.sandbox.salesforce.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import org.jspecify.annotations.Nullable;

/** Who a session's user is, as userinfo and the identity URL tell it. */
final class Identity {
    private final Org org;

    Identity(Org org) {
        this.org = org;
    }

    /** The URL that names a user. */
    String url(String instanceUrl, String userId) {
        return instanceUrl + "/id/" + org.organizationId() + "/" + userId;
    }

    /** Answers both; the identity URL calls some things by other names. */
    ObjectNode of(String instanceUrl, String userId) {
        Row user = org.find(userId).orElseThrow();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", url(instanceUrl, userId));
        body.put("sub", url(instanceUrl, userId));
        body.put("user_id", userId);
        body.put("organization_id", org.organizationId());
        body.put("username", text(user, "Username"));
        body.put("preferred_username", text(user, "Username"));
        body.put("nick_name", text(user, "Alias"));
        body.put("nickname", text(user, "Alias"));
        body.put("display_name", text(user, "Name"));
        body.put("name", text(user, "Name"));
        body.put("email", text(user, "Email"));
        body.put("email_verified", true);
        body.put("active", true);
        body.put("user_type", "STANDARD");
        body.put("language", "en_US");
        body.put("locale", "en_US");
        body.put("utcOffset", 0);
        body.put("zoneinfo", "GMT");
        ObjectNode urls = body.putObject("urls");
        urls.put("partner", instanceUrl + "/services/Soap/u/{version}/" + org.organizationId());
        urls.put("metadata", instanceUrl + "/services/Soap/m/{version}/" + org.organizationId());
        urls.put("rest", instanceUrl + "/services/data/v{version}/");
        urls.put("sobjects", instanceUrl + "/services/data/v{version}/sobjects/");
        urls.put("query", instanceUrl + "/services/data/v{version}/query/");
        urls.put("tooling_rest", instanceUrl + "/services/data/v{version}/tooling/");
        return body;
    }

    @Nullable String text(Row user, String field) {
        Object value = org.view().value(user, field);
        return value == null ? null : value.toString();
    }
}
