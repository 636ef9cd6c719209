package dev.baton.crm.salesforce.install;

import dev.baton.crm.salesforce.install.Component.Content;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.w3c.dom.Element;

/**
 * The rights that a permission set of the package gives, read from its file: the one place where
 * they stand.
 *
 * @param objects by object
 * @param fields by {@code Account.Baton_Score__c}: whether it may be edited, too
 */
public record GrantedRights(
        SortedMap<String, ObjectRights> objects, SortedMap<String, Boolean> fields) {
    public GrantedRights {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** On the records of an object. */
    public record ObjectRights(
            boolean create, boolean edit, boolean delete, boolean viewAll, boolean modifyAll) {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when the package has no such permission set
     */
    public static GrantedRights of(OrgPackage pack, String permissionSet) {
        var id = new Component.Id("PermissionSet", permissionSet);
        Component component = pack.byId().get(id);
        if (component == null || !(component.content() instanceof Content.Files files)) {
            throw new IllegalArgumentException("no " + id);
        }
        MetadataFile file =
                MetadataFile.of(files.files().firstKey(), files.files().firstEntry().getValue());
        var objects = new TreeMap<String, ObjectRights>();
        for (Element each : file.children("objectPermissions")) {
            objects.put(
                    word(each, "object"),
                    new ObjectRights(
                            is(each, "allowCreate"),
                            is(each, "allowEdit"),
                            is(each, "allowDelete"),
                            is(each, "viewAllRecords"),
                            is(each, "modifyAllRecords")));
        }
        var fields = new TreeMap<String, Boolean>();
        for (Element each : file.children("fieldPermissions")) {
            if (is(each, "readable")) {
                fields.put(word(each, "field"), is(each, "editable"));
            }
        }
        return new GrantedRights(objects, fields);
    }

    private static boolean is(Element element, String tag) {
        return word(element, tag).equals("true");
    }

    private static String word(Element element, String tag) {
        return MetadataFile.children(element, tag).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}
