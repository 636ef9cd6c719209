package dev.baton.crm.events;

import java.util.regex.Pattern;

/** The names under which an object's changes are told. */
final class Topic {
    private static final Pattern OBJECT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}");

    private Topic() {}

    /**
     * {@code /data/AccountChangeEvent}, {@code /data/Thing__ChangeEvent}.
     *
     * @param object API name
     * @throws IllegalArgumentException when it is none
     */
    static String of(String object) {
        if (!OBJECT.matcher(object).matches()) {
            throw new IllegalArgumentException("no name of an object: " + object);
        }
        String stem = object.endsWith("__c") ? object.substring(0, object.length() - 1) : object;
        return "/data/" + stem + "ChangeEvent";
    }
}
