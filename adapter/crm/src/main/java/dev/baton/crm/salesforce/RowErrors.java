package dev.baton.crm.salesforce;

import java.util.Map;
import java.util.Set;

/**
 * Why the vendor refused one record, in words that tell a person what to do.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm">the
 *     vendor's status codes</a>
 */
final class RowErrors {

    /**
     * One code's meaning.
     *
     * @param retryable whether time alone may mend it
     */
    record Meaning(String hint, boolean retryable) {}

    private static final Meaning UNKNOWN =
            new Meaning("Salesforce refused the record; look its code up", false);
    private static final String PICKLIST =
            "the picklist does not offer the value; deploy Baton's package anew or map it";
    private static final String AUTOMATION =
            "a flow or trigger of the org stopped the update; let its admin exempt users with the"
                    + " permission Baton_Integration";

    private static final Map<String, Meaning> MEANINGS =
            Map.ofEntries(
                    later("UNABLE_TO_LOCK_ROW", "somebody else is changing the record right now"),
                    later("SERVER_UNAVAILABLE", "Salesforce was busy"),
                    later("REQUEST_LIMIT_EXCEEDED", "a limit of the org is used up for now"),
                    later("QUERY_TIMEOUT", "the org's automation took too long"),
                    later("UNKNOWN_EXCEPTION", "Salesforce failed inside"),
                    later(
                            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                            "another record of the batch took this one down"),
                    never(
                            "INSUFFICIENT_ACCESS_OR_READONLY",
                            "sharing keeps our user from editing this record; add an owner-based"
                                    + " sharing rule (Read/Write) for the group Baton Integration"),
                    never(
                            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                            "our user may not see the record that a lookup points to"),
                    never(
                            "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                            "a validation rule refused it; exempt users with the permission"
                                    + " Baton_Integration in the rule"),
                    never("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", AUTOMATION),
                    never("CANNOT_EXECUTE_FLOW_TRIGGER", AUTOMATION),
                    never(
                            "INVALID_FIELD_FOR_INSERT_UPDATE",
                            "our user may not edit the field; assign it Baton's permission set"),
                    never("INVALID_FIELD", "the field does not exist or is hidden from our user"),
                    never("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", PICKLIST),
                    never("INACTIVE_OWNER_OR_USER", "the user it names is inactive"),
                    never("STRING_TOO_LONG", "the text is longer than the field"),
                    never("NUMBER_OUTSIDE_VALID_RANGE", "the number does not fit the field"),
                    never("INVALID_TYPE_ON_FIELD_IN_RECORD", "the value is of the wrong type"),
                    never("REQUIRED_FIELD_MISSING", "the org requires a field to be filled"),
                    never("INVALID_CROSS_REFERENCE_KEY", "the record is gone or hidden from us"),
                    never("ENTITY_IS_DELETED", "the record is in the recycle bin"),
                    never("MALFORMED_ID", "that is not the id of such a record"),
                    never("INVALID_ID_FIELD", "that is not the id of such a record"),
                    never(
                            "ENTITY_IS_LOCKED",
                            "an approval process holds the record locked; it opens when decided"),
                    never("DUPLICATE_VALUE", "another record already has this unique value"),
                    never("DUPLICATES_DETECTED", "a duplicate rule of the org refused it"),
                    never("FIELD_INTEGRITY_EXCEPTION", "the value contradicts another field"),
                    never("FIELD_FILTER_VALIDATION_EXCEPTION", "a lookup filter refused it"),
                    never("STORAGE_LIMIT_EXCEEDED", "the org's data storage is full"));

    private RowErrors() {}

    /** The codes that have a line of their own. */
    static Set<String> codes() {
        return MEANINGS.keySet();
    }

    /** The meaning of a code; of one we do not know: not to be repeated, and shown. */
    static Meaning of(String code) {
        return MEANINGS.getOrDefault(code, UNKNOWN);
    }

    private static Map.Entry<String, Meaning> later(String code, String what) {
        return Map.entry(code, new Meaning(what + "; it is tried again", true));
    }

    private static Map.Entry<String, Meaning> never(String code, String hint) {
        return Map.entry(code, new Meaning(hint, false));
    }
}
