package dev.baton.crm.events;

import java.util.List;

/**
 * The header of a change event; what the fields hold now is read from the org.
 *
 * @param ids of the records, 18 characters; one may be a prefix and {@code *}, for all that there
 *     are
 * @param origin API and client that made the change, empty where none is named
 * @param user 18 characters
 * @param fields that changed, in the vendor's words: {@code Phone}, {@code BillingAddress.City};
 *     empty unless the type is {@code UPDATE}
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm">the
 *     fields</a>
 */
record ChangeEvent(String type, List<String> ids, String origin, String user, List<String> fields) {
    private static final String CLIENT = ";client=";

    ChangeEvent {
        ids = List.copyOf(ids);
        fields = List.copyOf(fields);
    }

    /** Something changed, and the event does not say how. */
    boolean isGap() {
        return type.startsWith("GAP_");
    }

    /** So much changed that the event does not even say what. */
    boolean isOverflow() {
        return type.equals("GAP_OVERFLOW")
                || (isGap() && (ids.isEmpty() || ids.stream().anyMatch(id -> id.endsWith("*"))));
    }

    boolean isUpdate() {
        return type.equals("UPDATE");
    }

    /** Whether this client, signed in as this user, made the change. */
    boolean isBy(String client, String userId) {
        int at = origin.indexOf(CLIENT);
        return at >= 0
                && origin.substring(at + CLIENT.length()).equals(client)
                && key(user).equals(key(userId));
    }

    /** An id's 15 characters that tell it from others. */
    private static String key(String id) {
        return id.length() > 15 ? id.substring(0, 15) : id;
    }
}
