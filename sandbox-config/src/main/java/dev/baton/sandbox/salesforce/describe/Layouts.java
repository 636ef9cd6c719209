package dev.baton.sandbox.salesforce.describe;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The layouts that every object has before anybody makes one: a page with all fields that the user
 * sees, two in a row, and a compact one with the name. The org has the master record type only, and
 * layouts that are deployed are kept but not shown.
 */
public final class Layouts {
    private static final String MASTER = "012000000000000AAA";
    private static final int COLUMNS = 2;

    private final Org org;
    private final Describe describe;

    public Layouts(Org org, Describe describe) {
        this.org = org;
        this.describe = describe;
    }

    /** Whether an id is that of the record type that every object has. */
    public static boolean isMaster(String recordType) {
        return SalesforceId.key(recordType).equals(SalesforceId.key(MASTER));
    }

    /**
     * All layouts of an object, and which record type has which.
     *
     * @param url of this answer
     */
    public Map<String, @Nullable Object> all(ObjectType type, String url) {
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        mapping.put("active", true);
        mapping.put("available", true);
        mapping.put("defaultRecordTypeMapping", true);
        mapping.put("developerName", "Master");
        mapping.put("layoutId", null);
        mapping.put("master", true);
        mapping.put("name", "Master");
        mapping.put("picklistsForRecordType", List.of());
        mapping.put("recordTypeId", MASTER);
        mapping.put("urls", Map.of("layout", url + "/" + MASTER));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("layouts", List.of(page(type)));
        out.put("recordTypeMappings", List.of(mapping));
        out.put("recordTypeSelectorRequired", List.of(false));
        return out;
    }

    /** The one page. */
    public Map<String, @Nullable Object> page(ObjectType type) {
        List<Field> fields = org.access().readableFields(type);
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("buttonLayoutSection", null);
        out.put("detailLayoutSections", List.of(section(type, fields)));
        out.put(
                "editLayoutSections",
                List.of(
                        section(
                                type,
                                fields.stream()
                                        .filter(field -> org.access().updateable(type, field))
                                        .toList())));
        out.put("feedView", null);
        out.put("highlightsPanelLayoutSection", null);
        out.put("id", null);
        out.put("multirowEditLayoutSections", List.of());
        out.put("offlineLinks", List.of());
        out.put("quickActionList", Map.of("quickActionListItems", List.of()));
        out.put("relatedContent", null);
        out.put("relatedLists", List.of());
        out.put("saveOptions", List.of());
        return out;
    }

    private Map<String, @Nullable Object> section(ObjectType type, List<Field> fields) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += COLUMNS) {
            List<Map<String, @Nullable Object>> items = new ArrayList<>();
            for (Field field : fields.subList(i, Math.min(fields.size(), i + COLUMNS))) {
                items.add(item(type, field, i + items.size() + 1));
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("layoutItems", items);
            row.put("numItems", items.size());
            rows.add(row);
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("collapsed", false);
        out.put("columns", COLUMNS);
        out.put("heading", type.label() + " Information");
        out.put("layoutRows", rows);
        out.put("layoutSectionId", null);
        out.put("parentLayoutId", null);
        out.put("rows", rows.size());
        out.put("tabOrder", "LeftToRight");
        out.put("useCollapsibleSection", false);
        out.put("useHeading", true);
        return out;
    }

    private Map<String, @Nullable Object> item(ObjectType type, Field field, int tab) {
        Map<String, @Nullable Object> component = new LinkedHashMap<>();
        component.put("details", describe.field(type, field));
        component.put("displayLines", 1);
        component.put("tabOrder", tab);
        component.put("type", "Field");
        component.put("value", field.name());
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("editableForNew", org.access().createable(type, field));
        out.put("editableForUpdate", org.access().updateable(type, field));
        out.put("label", field.label());
        out.put("layoutComponents", List.of(component));
        out.put("placeholder", false);
        out.put("required", field.is(Trait.REQUIRED));
        return out;
    }

    /**
     * The compact layout that the vendor calls the system's default.
     *
     * @param url of this answer
     */
    public Map<String, @Nullable Object> compact(ObjectType type, String url) {
        List<Map<String, @Nullable Object>> items =
                type.field("Name").stream().map(name -> item(type, name, 1)).toList();
        Map<String, @Nullable Object> layout = new LinkedHashMap<>();
        layout.put("actions", List.of());
        layout.put("fieldItems", items);
        layout.put("id", null);
        layout.put("imageItems", List.of());
        layout.put("label", "System Default");
        layout.put("name", "SYSTEM");
        layout.put("objectType", type.name());
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        mapping.put("available", true);
        mapping.put("compactLayoutId", null);
        mapping.put("compactLayoutName", "SYSTEM");
        mapping.put("recordTypeId", MASTER);
        mapping.put("recordTypeName", "Master");
        mapping.put("urls", Map.of("compactLayout", url + "/" + MASTER));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("compactLayouts", List.of(layout));
        out.put("defaultCompactLayoutId", null);
        out.put("recordTypeCompactLayoutMappings", List.of(mapping));
        out.put("urls", Map.of("primary", url + "/primary"));
        return out;
    }
}
