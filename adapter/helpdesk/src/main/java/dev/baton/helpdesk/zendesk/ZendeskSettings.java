package dev.baton.helpdesk.zendesk;

import dev.baton.http.GatewaySettings;
import dev.baton.port.Secret;

/**
 * How to reach one Zendesk account.
 *
 * @param url {@code https://SUBDOMAIN.zendesk.com}, without a path; plain http only for loopback
 * @param clientId the identifier of a confidential OAuth client
 * @param clientSecret its secret
 * @param exportCallsPerMinute what the plan allows on the incremental exports, 1..100000: 10 for
 *     all plans, 30 with the High Volume API add-on
 * @param pageSize rows a page of an export, 1..1000, which is the vendor's most
 */
public record ZendeskSettings(
        String url, String clientId, Secret clientSecret, int exportCallsPerMinute, int pageSize) {
    public static final int EXPORT_CALLS_PER_MINUTE = 10;
    public static final int PAGE_SIZE = 1_000;

    public ZendeskSettings {
        url = GatewaySettings.forOrigin(url).origin();
        check(!clientId.isBlank(), "clientId must not be blank");
        check(!clientSecret.reveal().isBlank(), "clientSecret must not be blank");
        check(
                exportCallsPerMinute >= 1 && exportCallsPerMinute <= 100_000,
                "exportCallsPerMinute must be 1..100000, not " + exportCallsPerMinute);
        check(pageSize >= 1 && pageSize <= PAGE_SIZE, "pageSize must be 1..1000, not " + pageSize);
    }

    /** With the vendor's own limits. */
    public static ZendeskSettings of(String url, String clientId, Secret clientSecret) {
        return new ZendeskSettings(url, clientId, clientSecret, EXPORT_CALLS_PER_MINUTE, PAGE_SIZE);
    }

    public ZendeskSettings withExportCallsPerMinute(int calls) {
        return new ZendeskSettings(url, clientId, clientSecret, calls, pageSize);
    }

    public ZendeskSettings withPageSize(int rows) {
        return new ZendeskSettings(url, clientId, clientSecret, exportCallsPerMinute, rows);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
