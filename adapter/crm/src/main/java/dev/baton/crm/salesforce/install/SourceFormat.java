package dev.baton.crm.salesforce.install;

import dev.baton.crm.salesforce.install.Component.Container;
import dev.baton.crm.salesforce.install.Component.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns source format, in which people keep a package (a file for each field), into the metadata
 * format that orgs take (a file for each object).
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_source_file_format.htm">source
 *     format</a>
 */
final class SourceFormat {
    /** Elements of an object's file, and what the Metadata API calls them. */
    static final Map<String, String> PARTS =
            Map.ofEntries(
                    Map.entry("businessProcesses", "BusinessProcess"),
                    Map.entry("compactLayouts", "CompactLayout"),
                    Map.entry("fieldSets", "FieldSet"),
                    Map.entry("fields", "CustomField"),
                    Map.entry("indexes", "Index"),
                    Map.entry("listViews", "ListView"),
                    Map.entry("recordTypes", "RecordType"),
                    Map.entry("sharingReasons", "SharingReason"),
                    Map.entry("validationRules", "ValidationRule"),
                    Map.entry("webLinks", "WebLink"));

    /**
     * One file a component, by folder: its type. The file's ending is the type, as the vendor has
     * it.
     */
    private static final Map<String, String> SINGLE =
            Map.ofEntries(
                    Map.entry("applications", "CustomApplication"),
                    Map.entry("customPermissions", "CustomPermission"),
                    Map.entry("groups", "Group"),
                    Map.entry("permissionsets", "PermissionSet"),
                    Map.entry("quickActions", "QuickAction"),
                    Map.entry("reportTypes", "ReportType"),
                    Map.entry("roles", "Role"),
                    Map.entry("tabs", "CustomTab"),
                    Map.entry("translations", "Translations"));

    /** Components that lie in folders, which are components, too. */
    static final Map<String, String> FOLDERS =
            Map.of("reports", "Report", "dashboards", "Dashboard");

    /** As the package's {@code .forceignore} has it: these replace what a customer has. */
    private static final Set<String> NEVER = Set.of("layouts", "flexipages", "profiles");

    private final List<Component> components = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, String>> bundles = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> translations = new TreeMap<>();

    private SourceFormat() {}

    /**
     * The components of a package, sorted by type and name.
     *
     * @param files text by path below {@code main/default}: {@code
     *     objects/Account/fields/X__c.field-meta.xml}
     */
    static List<Component> components(SortedMap<String, String> files) {
        var format = new SourceFormat();
        files.forEach(format::add);
        format.bundles.forEach(format::addBundle);
        format.translations.forEach(format::addTranslation);
        format.components.sort(Comparator.comparing(Component::id));
        return List.copyOf(format.components);
    }

    private void add(String path, String text) {
        String[] words = path.split("/");
        String folder = words[0];
        if (folder.equals("objects")) {
            object(path, words, text);
        } else if (folder.equals("objectTranslations")) {
            translations.computeIfAbsent(words[1], name -> new TreeMap<>()).put(words[2], text);
        } else if (folder.equals("lwc")) {
            bundles.computeIfAbsent(words[1], name -> new TreeMap<>()).put(path, text);
        } else if (folder.equals("labels")) {
            labels(path, text);
        } else if (SINGLE.containsKey(folder)) {
            single(path, words, text);
        } else if (FOLDERS.containsKey(folder)) {
            inFolder(path, words, text);
        } else if (!NEVER.contains(folder)) {
            throw new IllegalArgumentException(path + ": no kind of metadata that is known here");
        }
    }

    private void object(String path, String[] words, String text) {
        String object = words[1];
        var container = new Container("objects/" + object + ".object", "CustomObject");
        MetadataFile file = MetadataFile.of(path, text);
        if (words.length == 3) {
            add("CustomObject", object, new Content.Element(container, "", file.inner()));
            return;
        }
        String tag = words[2];
        String type = PARTS.get(tag);
        if (type == null) {
            throw new IllegalArgumentException(path + ": no part of an object that is known here");
        }
        String name = file.text("fullName").orElse(bare(words[3]));
        add(type, object + "." + name, new Content.Element(container, tag, file.inner()));
    }

    private void single(String path, String[] words, String text) {
        String target = path.substring(0, path.length() - "-meta.xml".length());
        add(type(SINGLE, words[0]), bare(words[1]), files(target, text));
    }

    /** A report lies in a folder, which is one of them, too. */
    private void inFolder(String path, String[] words, String text) {
        String type = type(FOLDERS, words[0]);
        if (words.length == 2) {
            String folder = bare(words[1]);
            add(type, folder, files(words[0] + "/" + folder + "-meta.xml", text));
        } else {
            String target = path.substring(0, path.length() - "-meta.xml".length());
            String name = words[1] + "/" + bare(words[2]);
            add(type, name, files(target, text));
        }
    }

    /** Every label is a component, and all of them are one file. */
    private void labels(String path, String text) {
        var container = new Container("labels/CustomLabels.labels", "CustomLabels");
        for (var label : MetadataFile.of(path, text).children("labels")) {
            String xml = XmlText.inner(label);
            String name = MetadataFile.children(label, "fullName").getFirst().getTextContent();
            add("CustomLabel", name.strip(), new Content.Element(container, "labels", xml));
        }
    }

    private void addBundle(String name, SortedMap<String, String> files) {
        add("LightningComponentBundle", name, new Content.Files(files));
    }

    /** The object's own words and those of its fields are one file in the metadata format. */
    private void addTranslation(String name, SortedMap<String, String> files) {
        var fields = new StringBuilder();
        String own = "";
        for (Map.Entry<String, String> file : files.entrySet()) {
            String inner = MetadataFile.of(file.getKey(), file.getValue()).inner();
            if (file.getKey().endsWith(".objectTranslation-meta.xml")) {
                own = inner;
            } else {
                fields.append(XmlText.element("fields", inner));
            }
        }
        String text = XmlText.document("CustomObjectTranslation", fields + own);
        add(
                "CustomObjectTranslation",
                name,
                files("objectTranslations/" + name + ".objectTranslation", text));
    }

    private void add(String type, String name, Content content) {
        components.add(new Component(new Component.Id(type, name), content));
    }

    private static Content files(String path, String text) {
        return new Content.Files(new TreeMap<>(Map.of(path, text)));
    }

    private static String type(Map<String, String> types, String folder) {
        return Optional.ofNullable(types.get(folder)).orElseThrow();
    }

    /** The file's name without its two endings: {@code X.field-meta.xml} is X. */
    private static String bare(String file) {
        int dot = file.substring(0, file.length() - "-meta.xml".length()).lastIndexOf('.');
        return file.substring(0, dot);
    }
}
