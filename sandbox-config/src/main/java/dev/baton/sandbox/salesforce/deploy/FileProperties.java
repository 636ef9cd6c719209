package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.ComponentFile;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.View;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What listMetadata tells of a component. */
public final class FileProperties {
    private static final String ACTIVITY = "Activity";

    private FileProperties() {}

    /**
     * The components of a type, in the order of the metadata WSDL.
     *
     * @param apiName of the type
     * @throws ApiException INVALID_TYPE for a type the org does not have
     */
    public static List<Map<String, @Nullable Object>> of(Org org, String apiName) {
        MetadataType type =
                MetadataType.named(apiName)
                        .or(() -> MetadataType.ofFolder(apiName))
                        .orElseThrow(
                                () ->
                                        ApiException.badRequest(
                                                "INVALID_TYPE",
                                                "INVALID_TYPE: Unknown type:" + apiName));
        boolean folders = MetadataType.named(apiName).isEmpty();
        return names(org, type)
                .filter(name -> !type.inFolder() || folders == name.indexOf('/') < 0)
                .map(name -> one(org, type, name))
                .toList();
    }

    /** Objects and fields that came with an export are there, too, and so are the vendor's. */
    public static Stream<String> names(Org org, MetadataType type) {
        return switch (type) {
            case CUSTOM_OBJECT -> org.schema().all().stream().map(ObjectType::name);
            case CUSTOM_FIELD ->
                    org.schema().all().stream()
                            .flatMap(
                                    object ->
                                            object.fields().stream()
                                                    .filter(field -> field.is(Trait.CUSTOM))
                                                    .map(field -> fullName(org, object, field)))
                            .distinct();
            default -> org.customization().all(type).stream().map(Component::fullName);
        };
    }

    /** What Task and Event share is a field of Activity. */
    private static String fullName(Org org, ObjectType object, Field field) {
        String shared = ACTIVITY + "." + field.name();
        boolean isShared =
                PackageContents.appearsOn(ACTIVITY).contains(object.name())
                        && org.customization().find(MetadataType.CUSTOM_FIELD, shared).isPresent();
        return isShared ? shared : object.name() + "." + field.name();
    }

    /** One component that exists. */
    public static Map<String, @Nullable Object> one(Org org, MetadataType type, String name) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        String admin = org.userId();
        String author =
                String.valueOf(org.find(admin).map(u -> org.view().value(u, "Name")).orElse(""));
        String born = Values.zuluText(View.ORG_CREATED);
        out.put("createdById", admin);
        out.put("createdByName", author);
        out.put("createdDate", born);
        out.put("fileName", fileName(type, name));
        out.put("fullName", name);
        out.put("id", org.customization().id(type, name));
        out.put("lastModifiedById", admin);
        out.put("lastModifiedByName", author);
        out.put("lastModifiedDate", born);
        out.put("manageableState", "unmanaged");
        out.put("type", type.apiName());
        return out;
    }

    /** Where a component lies in a zip; a part where its parent does. */
    public static String fileName(MetadataType type, String name) {
        MetadataType parent = type.parent();
        if (parent != null) {
            int dot = name.indexOf('.');
            return fileName(parent, dot < 0 ? parent.apiName() : name.substring(0, dot));
        }
        if (type.inFolder() && name.indexOf('/') < 0) {
            return type.directory() + "/" + name + ComponentFile.FOLDER;
        }
        String suffix = type.suffix();
        return type.directory() + "/" + name + (suffix == null ? "" : "." + suffix);
    }
}
