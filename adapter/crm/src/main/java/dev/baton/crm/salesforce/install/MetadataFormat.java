package dev.baton.crm.salesforce.install;

import dev.baton.crm.salesforce.install.Component.Container;
import dev.baton.crm.salesforce.install.Component.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What an org takes: a zip of metadata files with a list of them. The same things make the same
 * bytes.
 */
public final class MetadataFormat {
    static final String API_VERSION = "65.0";

    /** The first moment that a zip can tell. */
    private static final LocalDateTime ZIP_BEGINNING = LocalDateTime.of(1980, 1, 1, 0, 0);

    private MetadataFormat() {}

    /** The files that put these components into an org, by path, {@code package.xml} among them. */
    public static SortedMap<String, String> files(Collection<Component> components) {
        var files = new TreeMap<String, String>();
        var shared = new TreeMap<String, Shared>();
        for (Component component : components) {
            switch (component.content()) {
                case Content.Files own -> files.putAll(own.files());
                case Content.Element element ->
                        shared.computeIfAbsent(
                                        element.container().path(),
                                        path -> new Shared(element.container()))
                                .add(element);
            }
        }
        shared.forEach((path, file) -> files.put(path, file.text()));
        files.put("package.xml", list(listed(components)));
        return files;
    }

    /**
     * As the vendor's own tools list them: a folder with a slash, all labels by their file, too.
     */
    private static Collection<Component.Id> listed(Collection<Component> components) {
        var ids = new TreeSet<Component.Id>();
        for (Component component : components) {
            Component.Id id = component.id();
            boolean folder =
                    SourceFormat.FOLDERS.containsValue(id.type()) && !id.name().contains("/");
            ids.add(folder ? new Component.Id(id.type(), id.name() + "/") : id);
            if (id.type().equals("CustomLabel")) {
                ids.add(new Component.Id("CustomLabels", "CustomLabels"));
            }
        }
        return ids;
    }

    /** The files that take these components out of an org. */
    public static SortedMap<String, String> removal(Collection<Component.Id> ids) {
        var files = new TreeMap<String, String>();
        files.put("package.xml", list(List.of()));
        files.put("destructiveChanges.xml", members(ids, ""));
        return files;
    }

    /** Packed. */
    public static byte[] zip(SortedMap<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ZIP_BEGINNING);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static String list(Collection<Component.Id> ids) {
        return members(ids, XmlText.element("version", API_VERSION));
    }

    private static String members(Collection<Component.Id> ids, String after) {
        var byType = new TreeMap<String, SortedSet<String>>();
        ids.forEach(
                id -> byType.computeIfAbsent(id.type(), type -> new TreeSet<>()).add(id.name()));
        var text = new StringBuilder();
        byType.forEach(
                (type, names) -> {
                    text.append("\n    <types>");
                    names.forEach(
                            name ->
                                    text.append("\n        <members>")
                                            .append(XmlText.escaped(name))
                                            .append("</members>"));
                    text.append("\n        <name>").append(type).append("</name>\n    </types>");
                });
        return XmlText.document("Package", text + after);
    }

    /** A file in the making. Elements of one name stand together, as the vendor wants them. */
    private static final class Shared {
        private final Container container;
        private final TreeMap<String, StringBuilder> elements = new TreeMap<>();

        Shared(Container container) {
            this.container = container;
        }

        void add(Content.Element element) {
            String tag = element.tag();
            elements.computeIfAbsent(tag, name -> new StringBuilder())
                    .append(
                            tag.isEmpty()
                                    ? element.xml().stripTrailing()
                                    : XmlText.element(tag, element.xml()));
        }

        String text() {
            return XmlText.document(container.root(), String.join("", elements.values()));
        }
    }
}
