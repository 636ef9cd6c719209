package dev.baton.sandbox.salesforce.org;

import java.util.regex.Pattern;

/**
 * Record ids: 15 characters that tell upper from lower case, or the same with 3 more that make case
 * irrelevant.
 */
public final class SalesforceId {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private SalesforceId() {}

    public static boolean wellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The 15 characters that identify the record; exports may carry any suffix. */
    public static String key(String id) {
        return id.length() > 15 ? id.substring(0, 15) : id;
    }

    /** 18 characters: the id as it is if it has them, else with its check characters. */
    public static String extend(String id) {
        if (id.length() != 15) {
            return id;
        }
        StringBuilder extended = new StringBuilder(id);
        for (int chunk = 0; chunk < 15; chunk += 5) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                bits |= Character.isUpperCase(id.charAt(chunk + i)) ? 1 << i : 0;
            }
            extended.append(CHECK.charAt(bits));
        }
        return extended.toString();
    }
}
