package dev.baton.sandbox.salesforce.schema;

import java.util.regex.Pattern;

/**
 * Labels as the vendor's own fields carry them, from the API name: {@code OwnerId} is "Owner ID".
 */
final class Labels {
    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    private Labels() {}

    static String of(String apiName) {
        String bare =
                apiName.endsWith("__c") ? apiName.substring(0, apiName.length() - 3) : apiName;
        String spaced = WORD_BORDER.matcher(bare).replaceAll(" ");
        return spaced.endsWith(" Id") || spaced.equals("Id")
                ? spaced.substring(0, spaced.length() - 2) + "ID"
                : spaced;
    }
}
