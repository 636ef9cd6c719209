package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.MetadataType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The ids of components that are no records: given when first asked for, and kept. */
final class ComponentIds {
    private final Map<MetadataType, Map<String, String>> ids = new EnumMap<>(MetadataType.class);

    /** 18 characters. */
    String of(MetadataType type, String fullName) {
        Map<String, String> ofType = ids.computeIfAbsent(type, any -> new HashMap<>());
        return ofType.computeIfAbsent(
                fullName.toLowerCase(Locale.ROOT),
                name ->
                        SalesforceId.extend(
                                String.format(
                                        Locale.ROOT,
                                        "%sBt%010d",
                                        prefix(type),
                                        ofType.size() + 1)));
    }

    private static String prefix(MetadataType type) {
        return switch (type) {
            case CUSTOM_OBJECT -> "01I";
            case CUSTOM_FIELD -> "00N";
            case VALIDATION_RULE -> "03d";
            case LIST_VIEW -> "00B";
            case RECORD_TYPE -> "012";
            case COMPACT_LAYOUT -> "0AH";
            case FIELD_SET -> "0IX";
            case WEB_LINK -> "00b";
            case CUSTOM_PERMISSION -> "0CP";
            case CUSTOM_TAB -> "01r";
            case CUSTOM_APPLICATION -> "02u";
            case CUSTOM_LABELS, CUSTOM_LABEL -> "101";
            case TRANSLATIONS -> "01h";
            case OBJECT_TRANSLATION -> "0DI";
            case FLOW -> "300";
            case WORKFLOW, WORKFLOW_RULE -> "01Q";
            case WORKFLOW_ALERT -> "01W";
            case WORKFLOW_FIELD_UPDATE -> "04Y";
            case WORKFLOW_TASK -> "01X";
            case APEX_TRIGGER -> "01q";
            case DUPLICATE_RULE -> "0Bm";
            case LIGHTNING_BUNDLE -> "0Rb";
            case LAYOUT -> "00h";
            case FLEXI_PAGE -> "0M0";
            case GROUP -> "00G";
            case REPORT_TYPE -> "070";
            case REPORT -> "00O";
            case DASHBOARD -> "01Z";
            case PROFILE -> "00e";
            case PERMISSION_SET -> "0PS";
        };
    }
}
