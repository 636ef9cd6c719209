package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.DataException;
import dev.baton.sandbox.salesforce.metadata.PackageContents.CustomObject;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.FieldRight;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads an SFDX project as the org would after a deployment. */
public final class PackageReader {
    private static final String SOURCE = "force-app/main/default";
    private static final String INTEGRATION =
            "permissionsets/Baton_Integration.permissionset-meta.xml";

    private final Path source;

    private PackageReader(Path source) {
        this.source = source;
    }

    /**
     * What a deployment of the project brings.
     *
     * @throws DataException if the project lacks its source folder, or a file of it cannot be read
     */
    public static PackageContents read(Path project) {
        Path source = project.resolve(SOURCE);
        if (!Files.isDirectory(source)) {
            throw new DataException(
                    "no " + SOURCE + " in " + project + "; name the folder of the SFDX project");
        }
        return new PackageReader(source).contents();
    }

    private PackageContents contents() {
        List<CustomObject> objects = new ArrayList<>();
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        for (Path folder : list(source.resolve("objects"))) {
            String name = folder.getFileName().toString();
            List<Field> read = fields(folder.resolve("fields"));
            appearsOn(name).forEach(object -> fields.put(object, read));
            if (name.endsWith("__c")) {
                objects.add(object(folder, read));
            }
        }
        return new PackageContents(objects, fields, permissionSet(source.resolve(INTEGRATION)));
    }

    private static List<String> appearsOn(String object) {
        return object.equals("Activity") ? List.of("Task", "Event") : List.of(object);
    }

    private static List<Field> fields(Path folder) {
        return list(folder).stream()
                .filter(file -> file.toString().endsWith(".field-meta.xml"))
                .map(FieldReader::read)
                .toList();
    }

    private static CustomObject object(Path folder, List<Field> fields) {
        String name = folder.getFileName().toString();
        MetadataXml xml = MetadataXml.read(folder.resolve(name + ".object-meta.xml"));
        String label = xml.text("label").orElse(name);
        Field nameField =
                Field.of(
                                "Name",
                                FieldType.STRING,
                                Size.text(80),
                                Trait.NAME,
                                Trait.ID_LOOKUP,
                                Trait.AUTO_NUMBER)
                        .titled(
                                xml.child("nameField")
                                        .flatMap(field -> field.text("label"))
                                        .orElse(label));
        boolean owned = fields.stream().noneMatch(field -> field.is(Trait.MASTER_DETAIL));
        return new CustomObject(
                name, label, xml.text("pluralLabel").orElse(label), nameField, owned);
    }

    private static PermissionSet permissionSet(Path file) {
        MetadataXml xml = MetadataXml.read(file);
        Map<String, FieldRight> fields = new LinkedHashMap<>();
        xml.children("fieldPermissions")
                .forEach(
                        grant ->
                                fields.put(
                                        grant.text("field").orElse(""),
                                        new FieldRight(
                                                grant.flag("readable"), grant.flag("editable"))));
        Map<String, ObjectRight> objects = new LinkedHashMap<>();
        xml.children("objectPermissions")
                .forEach(grant -> objects.put(grant.text("object").orElse(""), right(grant)));
        Set<String> users = new LinkedHashSet<>();
        xml.children("userPermissions").stream()
                .filter(grant -> grant.flag("enabled"))
                .forEach(grant -> users.add(grant.text("name").orElse("")));
        return new PermissionSet(fields, objects, users);
    }

    private static ObjectRight right(MetadataXml grant) {
        return new ObjectRight(
                grant.flag("allowCreate"),
                grant.flag("allowRead"),
                grant.flag("allowEdit"),
                grant.flag("allowDelete"),
                grant.flag("viewAllRecords"),
                grant.flag("modifyAllRecords"));
    }

    /**
     * Sorted, so that the org is the same on every file system; empty if there is no such folder.
     */
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
