package dev.baton.sandbox.salesforce.retrieve;

import dev.baton.sandbox.salesforce.deploy.FileProperties;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Gathers the files of the components that a manifest names, parts in the file of their parent. */
final class Retrieval {
    private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";
    private static final String ALL = "*";

    private final Org org;
    private final ComponentSources sources;
    private final String folder;
    private final String version;
    private final Map<String, Content> files = new TreeMap<>();
    private final List<Map<String, @Nullable Object>> properties = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    private final Map<String, List<String>> manifest = new TreeMap<>();

    /** A file on its way: text that stands alone, or the inside of a root element. */
    private record Content(@Nullable String root, StringBuilder text) {}

    /**
     * What came of it.
     *
     * @param properties of every component found, as listMetadata tells them
     * @param messages about what was not found
     */
    record Outcome(
            byte[] zip,
            List<Map<String, @Nullable Object>> properties,
            List<Map<String, @Nullable Object>> messages) {}

    /**
     * Begins an empty one.
     *
     * @param folder that all files lie in, with a slash at its end; "" for none
     */
    Retrieval(Org org, String folder, String version) {
        this.org = org;
        this.sources = new ComponentSources(org);
        this.folder = folder;
        this.version = version;
    }

    /** Adds what one entry of the manifest names. */
    void add(String typeName, List<String> members) {
        Optional<MetadataType> type = MetadataType.named(typeName);
        if (type.isEmpty()) {
            problem("Entity type: '" + typeName + "' is unknown");
            return;
        }
        for (String member : members) {
            if (member.equals(ALL)) {
                all(type.get()).forEach(name -> one(type.get(), name));
            } else {
                one(type.get(), member);
            }
        }
    }

    /** An asterisk stands for what people made, and not for what the vendor did. */
    private List<String> all(MetadataType type) {
        return FileProperties.names(org, type)
                .filter(
                        name ->
                                type != MetadataType.CUSTOM_OBJECT
                                        || org.schema()
                                                .find(name)
                                                .filter(ObjectType::custom)
                                                .isPresent())
                .sorted()
                .toList();
    }

    private void one(MetadataType type, String name) {
        MetadataType parent = type.parent();
        Optional<String> source =
                parent == null ? sources.whole(type, name) : sources.own(type, name);
        if (source.isEmpty()) {
            problem(
                    "Entity of type '%s' named '%s' cannot be found"
                            .formatted(type.apiName(), name));
            return;
        }
        String file = FileProperties.fileName(type, name);
        if (type == MetadataType.APEX_TRIGGER) {
            text(file, null).append(source.get());
            text(file + "-meta.xml", type.apiName())
                    .append("<apiVersion>" + version + "</apiVersion><status>Active</status>");
        } else if (parent == null) {
            text(file, rootOf(type, name)).append(source.get());
        } else {
            text(file, parent.apiName()).append(sources.part(type, name));
        }
        manifest.computeIfAbsent(type.apiName(), any -> new ArrayList<>()).add(name);
        Map<String, @Nullable Object> told = FileProperties.one(org, type, name);
        told.put("fileName", folder + file);
        properties.add(told);
    }

    private static String rootOf(MetadataType type, String name) {
        boolean isFolder = type.inFolder() && name.indexOf('/') < 0;
        return isFolder ? type.apiName() + "Folder" : type.apiName();
    }

    private StringBuilder text(String file, @Nullable String root) {
        return files.computeIfAbsent(folder + file, any -> new Content(root, new StringBuilder()))
                .text();
    }

    private void problem(String text) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("fileName", folder + "package.xml");
        message.put("problem", text);
        messages.add(message);
    }

    Outcome outcome() {
        StringBuilder types = new StringBuilder();
        manifest.forEach(
                (type, members) -> {
                    types.append("<types>");
                    members.forEach(
                            name -> types.append("<members>").append(name).append("</members>"));
                    types.append("<name>").append(type).append("</name></types>");
                });
        text("package.xml", "Package").append(types).append("<version>" + version + "</version>");
        return new Outcome(zip(), properties, messages);
    }

    private byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Content> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(document(file.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String document(Content content) {
        if (content.root() == null) {
            return content.text().toString();
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <%1$s xmlns="%2$s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">%3$s</%1$s>
                """
                .formatted(content.root(), NAMESPACE, content.text());
    }
}
