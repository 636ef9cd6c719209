package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.soap.SoapWriter.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who the caller is, in the order of the WSDL. */
final class UserInfo {
    private UserInfo() {}

    /** About the user whose request is answered. */
    static Content of(Org org, Sessions sessions) {
        Map<String, @Nullable Object> info = values(org, sessions);
        return out -> {
            out.start("result");
            out.elements(info);
            out.end();
        };
    }

    static Map<String, @Nullable Object> values(Org org, Sessions sessions) {
        Row user = org.find(org.userId()).orElseThrow();
        Row organization = org.find(org.organizationId()).orElseThrow();
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("accessibilityMode", false);
        info.put("chatterExternal", false);
        info.put("currencySymbol", "$");
        info.put("orgAttachmentFileSizeLimit", 5_242_880);
        info.put("orgDefaultCurrencyIsoCode", "USD");
        info.put("orgDefaultCurrencyLocale", "en_US");
        info.put("orgDisallowHtmlAttachments", false);
        info.put("orgHasPersonAccounts", false);
        info.put("organizationId", org.organizationId());
        info.put("organizationMultiCurrency", false);
        info.put("organizationName", org.view().value(organization, "Name"));
        info.put("profileId", org.view().value(user, "ProfileId"));
        info.put("roleId", null);
        info.put("sessionSecondsValid", sessions.lifetimeSeconds());
        info.put("userDefaultCurrencyIsoCode", null);
        info.put("userEmail", org.view().value(user, "Email"));
        info.put("userFullName", org.view().value(user, "Name"));
        info.put("userId", org.userId());
        info.put("userLanguage", "en_US");
        info.put("userLocale", "en_US");
        info.put("userName", org.view().value(user, "Username"));
        info.put("userTimeZone", "GMT");
        info.put("userType", "Standard");
        info.put("userUiSkin", "Theme3");
        return info;
    }
}
