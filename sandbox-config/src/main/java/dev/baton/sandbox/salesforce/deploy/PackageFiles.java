package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.ComponentFile;
import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the components of a zip in the metadata format, in which an object's file holds its parts.
 */
final class PackageFiles {
    private final List<ComponentFile> found = new ArrayList<>();
    private final List<ComponentResult> refused = new ArrayList<>();
    private final Map<String, StringBuilder> bundles = new LinkedHashMap<>();

    private PackageFiles() {}

    static PackageFiles in(Map<String, byte[]> zip) {
        PackageFiles files = new PackageFiles();
        zip.forEach(files::file);
        files.bundles.forEach(
                (name, content) ->
                        files.found.add(
                                new ComponentFile(
                                        "lwc/" + name,
                                        MetadataType.LIGHTNING_BUNDLE,
                                        name,
                                        null,
                                        content.toString())));
        return files;
    }

    /** Components, parents before their parts. */
    List<ComponentFile> found() {
        return List.copyOf(found);
    }

    /** What could not even be read. */
    List<ComponentResult> refused() {
        return List.copyOf(refused);
    }

    private void file(String name, byte[] content) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return; // The manifests.
        }
        MetadataType type = MetadataType.inDirectory(name.substring(0, slash)).orElse(null);
        String inner = name.substring(slash + 1);
        if (type == null) {
            refused.add(
                    ComponentResult.failed(
                            "", inner, name, "Unknown folder: " + name.substring(0, slash)));
        } else if (type == MetadataType.LIGHTNING_BUNDLE) {
            int end = inner.indexOf('/');
            bundles.computeIfAbsent(
                            end < 0 ? inner : inner.substring(0, end), any -> new StringBuilder())
                    .append(new String(content, StandardCharsets.UTF_8));
        } else if (type == MetadataType.APEX_TRIGGER) {
            source(type, name, inner, content);
        } else {
            xml(type, name, inner, content);
        }
    }

    /** Source code; what its companion says of it counts for nothing here. */
    private void source(MetadataType type, String name, String inner, byte[] content) {
        String ending = "." + type.suffix();
        if (inner.endsWith(ending)) {
            found.add(
                    new ComponentFile(
                            name,
                            type,
                            inner.substring(0, inner.length() - ending.length()),
                            null,
                            new String(content, StandardCharsets.UTF_8)));
        }
    }

    private void xml(MetadataType type, String name, String inner, byte[] content) {
        String ending = "." + type.suffix();
        boolean folder = type.inFolder() && inner.endsWith(ComponentFile.FOLDER);
        if (!inner.endsWith(ending) && !folder) {
            return; // A companion of another file.
        }
        String fullName =
                folder
                        ? inner.substring(0, inner.length() - ComponentFile.FOLDER.length())
                        : inner.substring(0, inner.length() - ending.length());
        try {
            MetadataXml xml = MetadataXml.read(content);
            found.add(ComponentFile.of(name, type, fullName, xml));
            parts(type, name, fullName, xml);
        } catch (ComponentProblem e) {
            refused.add(ComponentResult.failed(type.apiName(), fullName, name, e.text()));
        }
    }

    private void parts(MetadataType type, String name, String fullName, MetadataXml xml) {
        for (MetadataXml part : xml.children()) {
            type.child(part.name())
                    .ifPresent(
                            child -> {
                                String partName = part.text("fullName").orElse("");
                                found.add(
                                        ComponentFile.of(
                                                name,
                                                child,
                                                type.nameOfPart(fullName, partName),
                                                part));
                            });
        }
    }
}
