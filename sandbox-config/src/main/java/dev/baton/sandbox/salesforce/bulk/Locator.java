package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.fault.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page begins, in letters that mean nothing to a client: MTAwMDA for 10000. */
final class Locator {
    private Locator() {}

    static String of(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(position).getBytes(StandardCharsets.US_ASCII));
    }

    static int position(String locator) {
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII);
            if (text.matches("\\d{1,9}")) {
                return Integer.parseInt(text);
            }
        } catch (IllegalArgumentException e) {
            // no base64, so none of ours
        }
        throw ApiException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
}
