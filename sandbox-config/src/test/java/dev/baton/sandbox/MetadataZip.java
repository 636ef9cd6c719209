package dev.baton.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The package's source in the metadata format, in which an object's file holds its fields, list
 * views and rules: what {@code sf project convert source} makes of it.
 */
final class MetadataZip {
    private static final Pattern ROOT =
            Pattern.compile("<(\\w+)( xmlns=\"[^\"]*\")>(.*)</\\1>\\s*", Pattern.DOTALL);
    private static final String META = "-meta.xml";

    private static final Map<String, String> CHILDREN =
            Map.of(
                    "fields", "CustomField",
                    "listViews", "ListView",
                    "validationRules", "ValidationRule");
    private static final Map<String, String> TYPES =
            Map.of(
                    "customPermissions", "CustomPermission",
                    "labels", "CustomLabels",
                    "permissionsets", "PermissionSet",
                    "reports", "Report",
                    "tabs", "CustomTab");

    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, StringBuilder> objects = new TreeMap<>();
    private final Map<String, SortedSet<String>> members = new TreeMap<>();

    private MetadataZip() {}

    /**
     * Writes the zip.
     *
     * @param source the folder that has {@code objects} and the like in it
     */
    static void write(Path source, Path zip) throws IOException {
        MetadataZip out = new MetadataZip();
        for (Path file : files(source)) {
            out.add(source.relativize(file), Files.readString(file));
        }
        out.objects.forEach(
                (name, parts) ->
                        out.files.put(
                                "objects/" + name + ".object",
                                document("CustomObject", parts.toString())));
        out.files.put("package.xml", out.manifest());
        try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> file : out.files.entrySet()) {
                packed.putNextEntry(new ZipEntry(file.getKey()));
                packed.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static List<Path> files(Path source) throws IOException {
        try (Stream<Path> tree = Files.walk(source)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void add(Path file, String text) {
        String directory = file.getName(0).toString();
        String name = file.getFileName().toString();
        switch (directory) {
            case "objects" -> part(file, name.substring(0, name.indexOf('.')), text);
            case "lwc" -> bundle(file, text);
            default -> whole(directory, file, text);
        }
    }

    private void part(Path file, String name, String text) {
        Matcher root = ROOT.matcher(text.substring(text.indexOf("?>") + 2).strip());
        if (!root.matches()) {
            throw new IllegalStateException(file + " is no metadata");
        }
        String object = file.getName(1).toString();
        StringBuilder parts = objects.computeIfAbsent(object, any -> new StringBuilder());
        if (file.getNameCount() == 3) {
            parts.append(root.group(3));
            member("CustomObject", object);
        } else {
            String element = file.getName(2).toString();
            parts.append("<%1$s>%2$s</%1$s>".formatted(element, root.group(3)));
            member(Objects.requireNonNull(CHILDREN.get(element)), object + "." + name);
        }
    }

    private void bundle(Path file, String text) {
        if (file.getNameCount() == 3) { // Deeper are its tests.
            files.put(file.toString(), text);
            member("LightningComponentBundle", file.getName(1).toString());
        }
    }

    private void whole(String directory, Path file, String text) {
        String path = file.toString().substring(directory.length() + 1);
        int dot = path.indexOf('.');
        String name = path.substring(0, dot);
        boolean folder = path.endsWith("Folder" + META);
        String suffix = folder ? META : path.substring(dot, path.length() - META.length());
        files.put(directory + "/" + name + suffix, text);
        member(Objects.requireNonNull(TYPES.get(directory)), folder ? name + "/" : name);
    }

    private void member(String type, String name) {
        members.computeIfAbsent(type, any -> new TreeSet<>()).add(name);
    }

    private String manifest() {
        Map<String, StringBuilder> types = new LinkedHashMap<>();
        members.forEach(
                (type, names) ->
                        names.forEach(
                                name ->
                                        types.computeIfAbsent(type, any -> new StringBuilder())
                                                .append("<members>" + name + "</members>")));
        StringBuilder inner = new StringBuilder();
        types.forEach(
                (type, names) ->
                        inner.append("<types>" + names + "<name>" + type + "</name></types>"));
        return document("Package", inner + "<version>65.0</version>");
    }

    private static String document(String root, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><%1$s xmlns=\"http://soap.sforce.com/2006/04/metadata\">%2$s</%1$s>"
                .formatted(root, inner);
    }
}
